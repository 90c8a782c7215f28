/**
 * Transitions a second through `orders.send`, beside the least that each database can do: `npm run bench:stores`;
 * `-- quick` for a short look that is not kept.
 */
import { argv, exit } from 'node:process';
import type { StoreResults } from '../measured.ts';
import { writeResults } from '../results.ts';
import { say } from '../say.ts';
import { inBulk } from './bulk.ts';
import { throughEngines } from './engines.ts';
import { asItGrows } from './growing.ts';
import { onPglite } from './pglite.ts';
import { onPostgres } from './postgres.ts';
import { onSqlite } from './sqlite.ts';

const quick = argv.includes('quick');
const [rounds, seconds] = quick ? [1, 1] : [3, 3];
say('SQLite');
const sqlite = await onSqlite(rounds, seconds);
console.table(sqlite);
say('PostgreSQL');
const postgres = await onPostgres(rounds, seconds);
console.table(postgres);
say('in bulk');
const bulk = await inBulk(quick ? 1 : 3);
console.table([bulk]);
say('PGlite');
const pglite = await onPglite(rounds, seconds);
console.table(pglite);
say('engines');
const engines = await throughEngines(quick ? 1 : 3);
console.table(engines);
say('as it grows');
const grown = await asItGrows();
console.table(grown);
if (!quick) {
  const results: StoreResults = { rounds, seconds, postgres, sqlite, bulk, pglite, engines, grown };
  writeResults('stores', results);
}
// Engines and pools may leave timers behind that would keep this process up for minutes.
exit(0);
