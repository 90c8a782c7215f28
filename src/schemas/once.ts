/** Makes a value when it is first asked for, and keeps it: a process that has just started reads no more than it needs. */
export function once<Value extends object>(make: () => Value): () => Value {
  let made: Value | undefined;
  return () => (made ??= make());
}
