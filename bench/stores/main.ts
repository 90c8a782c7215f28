/**
 * Transitions a second through `orders.send`, beside the least that each database can do: `npm run bench:stores`;
 * `-- quick` for a short look that is not kept.
 */
import { argv } from 'node:process';
import { writeResults } from '../results.ts';
import { inBulk } from './bulk.ts';
import { onPostgres } from './postgres.ts';
import { onSqlite } from './sqlite.ts';

const quick = argv.includes('quick');
const [rounds, seconds] = quick ? [1, 2] : [5, 5];

const sqlite = await onSqlite(rounds, seconds);
console.table(sqlite);
const postgres = await onPostgres(rounds, seconds);
console.table(postgres);
const bulk = await inBulk(quick ? 1 : 3);
console.table([bulk]);
if (!quick) writeResults('stores', { rounds, seconds, postgres, sqlite, bulk });
