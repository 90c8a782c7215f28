import { CodError } from '../../errors/cod-error.js';
import { StoreError } from '../../errors/store-error.js';

/** The server's own code. Codes of Node (`EPIPE`) and of Prisma (`P2010`) are as long. */
const sqlState = /^(?!E|P[1-9])[0-9A-Z]{5}$/;

/** Codes of Node and of the clients for a statement that never left this process. */
const neverSent: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'CONNECTION_ENDED',
  'CONNECT_TIMEOUT',
  'DatabaseNotReachable',
]);

/** Classes of SQLSTATE after which nobody knows: connection lost, server stopped, its system or itself at fault. */
const unsure = /^(?:08|57P|58|XX)|^40003$/;
/** ... but for a connection that was never made. */
const notConnected = /^(?:08001|08004|57P03|53300|3D000|28)/;

/** An error and what it was caused by, as the clients and the layers above them nest it. */
function* chainOf(error: unknown): Generator<Readonly<Record<string, unknown>>> {
  let current = error;
  for (let depth = 0; depth < 5; depth += 1) {
    if (typeof current !== 'object' || current === null) return;
    const link = current as Readonly<Record<string, unknown>>;
    yield link;
    const { meta, cause } = link;
    current = cause ?? (meta as { driverAdapterError?: unknown } | undefined)?.driverAdapterError;
  }
}

/** The code that says the most: the server's own, else the client's. Never a message: that may quote the row. */
function codeOf(error: unknown): string | null {
  let other: string | null = null;
  for (const { code, originalCode, kind, name } of chainOf(error)) {
    for (const word of [originalCode, code, kind]) {
      if (typeof word !== 'string') continue;
      if (sqlState.test(word)) return word;
      other = word;
    }
    other ??= typeof name === 'string' && name !== 'Error' ? name : null;
  }
  return other;
}

/** What the clients say, in words alone, of a statement that they did not send. */
const unsentWords =
  /Cannot use a pool after calling end|timeout exceeded when trying to connect|due to connection timeout|timeout expired|not queryable|already been destroyed|PGlite is closed/;

function wasSent(error: unknown, code: string | null): boolean {
  if (code !== null && (neverSent.has(code) || notConnected.test(code))) return false;
  for (const { message } of chainOf(error)) {
    if (typeof message === 'string' && unsentWords.test(message)) return false;
  }
  return true;
}

/** The codes of a race that the server ended. */
const raced: ReadonlySet<string> = new Set(['40001', '40P01']);

/** Whether the server undid a statement because it raced with another one. */
export const lostRace = (error: unknown): boolean =>
  CodError.is(error) &&
  error.code === 'store_failed' &&
  raced.has((error as StoreError).reason ?? '');

/** What a client's failure means: that nothing was written, or that nobody knows. */
export function storeErrorOf(error: unknown): StoreError {
  const code = codeOf(error);
  if (!wasSent(error, code)) return new StoreError('not_applied', code ?? 'not_connected');
  const answered = code !== null && sqlState.test(code) && !unsure.test(code);
  return new StoreError(answered ? 'not_applied' : 'unknown', code);
}
