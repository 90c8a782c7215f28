/** One address, and no second one behind a comma; no line break, which would begin a header of its own. */
const oneAddress =
  /^[^\s\p{Cc}@<>()[\]\\,;:"]+@[^\s\p{Cc}@<>()[\]\\,;:".]+(?:\.[^\s\p{Cc}@<>()[\]\\,;:".]+)*$/u;

/** The domain of an address, alone or as `Name <address>`; `null` when it is none. */
export function domainOf(text: string): string | null {
  const address = /<([^<>]*)>\s*$/.exec(text)?.[1] ?? text.trim();
  return isMailbox(address) ? address.slice(address.lastIndexOf('@') + 1) : null;
}

/** Whether this is one e-mail address. */
export function isMailbox(address: string): boolean {
  return oneAddress.test(address);
}
