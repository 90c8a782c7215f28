/** SQLite's primary result codes, by number. */
const codes = [
  'OK ERROR INTERNAL PERM ABORT BUSY LOCKED NOMEM READONLY INTERRUPT IOERR CORRUPT NOTFOUND FULL',
  'CANTOPEN PROTOCOL EMPTY SCHEMA TOOBIG CONSTRAINT MISMATCH MISUSE NOLFS AUTH FORMAT RANGE NOTADB',
]
  .join(' ')
  .split(' ');

/**
 * The code of a driver's error, in SQLite's own words: `SQLITE_BUSY`, `SQLITE_FULL`. Never its message: that may quote
 * the row.
 */
export function sqliteCodeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'unknown';
  const { errcode, code, name } = error as { errcode?: unknown; code?: unknown; name?: unknown };
  // node:sqlite gives the number, with its extension in the upper bytes.
  const known = typeof errcode === 'number' ? codes[errcode & 0xff] : undefined;
  if (known !== undefined) return `SQLITE_${known}`;
  return [code, name].find((word) => typeof word === 'string') ?? 'unknown';
}
