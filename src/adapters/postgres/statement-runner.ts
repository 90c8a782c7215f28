import { CodError } from '../../errors/cod-error.js';
import { StoreError } from '../../errors/store-error.js';
import type { PostgresClient, PostgresStatement } from './postgres-client.js';
import { lostRace, storeErrorOf } from './postgres-failure.js';

/** No other copy of this package may give another statement the same name on the same connection. */
let copy: string | undefined;
let made = 0;

/** Names a statement, so that a client can prepare it once a connection. */
export function statement(text: string): PostgresStatement {
  // Not sooner: a Cloudflare Worker has no random values before its first request.
  copy ??= crypto.randomUUID().slice(0, 8);
  made += 1;
  return { name: `cod_${copy}_${made}`, text };
}

/** Runs a statement and reads its rows. Its parameter is JSON: a line for each of `ahead`, and then the input. */
export type Run<Tx> = <Row>(
  statement: PostgresStatement,
  input: unknown,
  tx?: Tx,
  ahead?: readonly unknown[],
) => Promise<readonly Row[]>;

function written(input: unknown, ahead: readonly unknown[]): string | null {
  if (input === null) return null;
  try {
    return [...ahead, input].map((line) => JSON.stringify(line)).join('\n');
  } catch {
    throw new StoreError('not_applied', 'TypeError');
  }
}

/** Rejects when an answer does not come: a connection may be half open, and nobody would ever say so. */
function inTime<Answer>(answer: Promise<Answer>, milliseconds: number): Promise<Answer> {
  let timer: ReturnType<typeof setTimeout>;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new StoreError('unknown', 'timeout'));
    }, milliseconds);
  });
  return Promise.race([answer, late]).finally(() => {
    clearTimeout(timer);
  });
}

/** A statement that only asks has written nothing, whatever becomes of its answer. */
const onlyAsks = ({ text }: PostgresStatement): boolean => /^\s*select\b/.test(text);

/** Some clients can be told to parse whatever looks like JSON; they have. */
const rowOf = <Row>(output: unknown): Row =>
  (typeof output === 'string' ? JSON.parse(output) : output) as Row;

/** After so many orders that were written, statements are prepared anew. */
const renewals = [1_000, 10_000];

/**
 * PostgreSQL keeps the plan that it has made of a prepared statement until it analyzes the tables, which may take a minute.
 * One that was made while they were as good as empty may read all there is of a tenant: so plans are made again once there
 * is more.
 */
function renewing(): (asked: PostgresStatement, orders: number) => PostgresStatement {
  const renewed = new Map<PostgresStatement, PostgresStatement>();
  let written = 0;
  let times = 0;
  return (asked, orders) => {
    if (written >= (renewals[times] ?? Number.POSITIVE_INFINITY)) {
      times += 1;
      renewed.clear();
    }
    written += orders;
    if (times === 0) return asked;
    const { name, text } = asked;
    const now = renewed.get(asked) ?? { name: `${name}_${times}`, text: `${text} /* ${times} */` };
    renewed.set(asked, now);
    return now;
  };
}

/** So often is a statement sent that the server undoes because it raced with another one. */
const mostTries = 4;

/**
 * A statement by itself that lost a race was undone whole: it is sent again, and nobody has to know. In a transaction, that
 * is lost as well.
 *
 * @throws StoreError in place of whatever the client throws
 */
export function runnerOn<Tx>(client: PostgresClient<Tx>, timeoutMs: number): Run<Tx> {
  async function sent<Row>(asked: PostgresStatement, lines: string | null, tx?: Tx) {
    try {
      const rows = await inTime(client.query({ ...asked, timeoutMs }, lines, tx), timeoutMs);
      return rows.map(({ output }) => rowOf<Row>(output));
    } catch (error) {
      const failure = CodError.is(error) ? (error as StoreError) : storeErrorOf(error);
      // What was done in a transaction is gone with it: nothing was committed there yet.
      const harmless = tx !== undefined || onlyAsks(asked);
      throw harmless ? new StoreError('not_applied', failure.reason) : failure;
    }
  }

  const renew = renewing();

  return async <Row>(
    asked: PostgresStatement,
    input: unknown,
    tx?: Tx,
    ahead: readonly unknown[] = [],
  ) => {
    const lines = written(input, ahead);
    const now = renew(asked, ahead.length);
    const end = Date.now() + timeoutMs;
    for (let tries = 1; ; tries += 1) {
      try {
        return await sent<Row>(now, lines, tx);
      } catch (error) {
        const isOver = tx !== undefined || tries === mostTries || Date.now() > end;
        if (isOver || !lostRace(error)) throw error;
      }
    }
  };
}
