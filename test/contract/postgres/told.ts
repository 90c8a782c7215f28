import { inspect } from 'node:util';
import { CodError } from 'cod-lifecycle';

/** What no error may tell. */
export const secrets = {
  name: 'Zaynab Chafik',
  phone: '+212699887766',
  line1: '77 Impasse des Amandiers',
  password: 'open sesame 99',
} as const;

/** Every error that came up in the tests of a file. */
export const thrown: unknown[] = [];

/** What a call came to, in a few words: the code of its error, and what a store's says of it. */
export async function answerOf(work: () => unknown): Promise<string> {
  try {
    await work();
    return 'done';
  } catch (error) {
    thrown.push(error);
    return told(error);
  }
}

function told(error: unknown): string {
  if (!CodError.is(error)) return `not of this library: ${inspect(error)}`;
  const { code, verdict, reason, found } = error as CodError & {
    readonly verdict?: string;
    readonly reason?: string | null;
    readonly found?: number;
  };
  if (found !== undefined) return `${code} found ${found}`;
  return verdict === undefined ? `${code}: ${error.message}` : `${verdict} ${reason}`;
}

/** The secrets that an error tells, in its words, its stack, its fields or what caused it. */
export function leaksIn(error: unknown): readonly string[] {
  const { message, stack, cause } = error as Error;
  const said = [
    String(error),
    message,
    stack,
    String(cause),
    JSON.stringify(error),
    inspect(error, { depth: 20, showHidden: true, maxStringLength: null }),
  ].join('\n');
  return Object.values(secrets).filter(
    (secret) => said.includes(secret) || said.includes(encodeURIComponent(secret)),
  );
}
