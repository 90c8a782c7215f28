/** Throws whatever it is, as JavaScript lets anybody. */
function raise(thrown: unknown): never {
  throw thrown;
}

function unreadable(): Error {
  return Object.defineProperty(new Error('x'), 'message', {
    get: () => raise(new Error('nobody reads this')),
  });
}

function ownCause(): Error {
  const error = new Error('Amina, +212600000001');
  error.cause = { again: error };
  return error;
}

/** A way for a host's own code to fail, and what is listed of it. */
export interface Failing {
  readonly how: string;
  readonly fail: () => void | Promise<void>;
  readonly reason: string;
}

const never = async (): Promise<void> => new Promise(() => undefined);

export const hangs: Failing = { how: 'never answer', fail: never, reason: 'timeout' };

export const usualFailings: readonly Failing[] = [
  { how: 'throw', fail: () => raise(new Error('Amina, +212600000001')), reason: 'Error' },
  { how: 'reject', fail: async () => raise(new TypeError('Amina')), reason: 'TypeError' },
  hangs,
];

export const oddFailings: readonly Failing[] = [
  { how: 'throw undefined', fail: () => raise(undefined), reason: 'unknown' },
  { how: 'reject with a string', fail: async () => raise('Amina'), reason: 'unknown' },
  {
    how: 'throw a frozen object of no kind',
    fail: () => raise(Object.freeze(Object.create(null))),
    reason: 'unknown',
  },
  {
    how: 'throw an error whose message cannot be read',
    fail: () => raise(unreadable()),
    reason: 'Error',
  },
  { how: 'throw an error that causes itself', fail: () => raise(ownCause()), reason: 'Error' },
  {
    how: 'throw a frozen error',
    fail: () => raise(Object.freeze(new RangeError('Amina'))),
    reason: 'RangeError',
  },
];
