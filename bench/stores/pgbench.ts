import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { orderCount } from './work.ts';

const run = promisify(execFile);

export const leastTables = `
create table least_orders (
  id integer primary key,
  status text not null,
  version integer not null,
  body text not null
) with (fillfactor = 80);
create table least_history (
  order_id integer not null,
  version integer not null,
  body text not null,
  primary key (order_id, version)
);
insert into least_orders select n, 'confirmed', 2, repeat('x', 1500) from generate_series(1, ${orderCount}) n;`;

/** Moves a row, held to its version, and writes a line of history: the least that a transition can be. */
const statement = `\\set id random(1, ${orderCount})
with moved as (
  update least_orders set status = 'confirmed', version = version + 1, body = repeat('y', 1500)
  where id = :id returning id, version
) insert into least_history select id, version, repeat('z', 400) from moved;
`;

/** The same statement, with the texts sent along, as whoever has made them has to. */
export const leastStatement = {
  name: 'least_statement',
  text: `with moved as (
  update least_orders set status = 'confirmed', version = version + 1, body = $2
  where id = $1 returning id, version
) insert into least_history select id, version, $3 from moved`,
};

export const leastLook = {
  name: 'least_look',
  text: 'select status, version, body from least_orders where id = $1',
};

/** PostgreSQL's own driver of load, with the one least statement: transactions a second. */
export async function pgbench(url: string, callers: number, seconds: number): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'cod-pgbench-'));
  const script = join(folder, 'least.sql');
  await writeFile(script, statement);
  const { stdout } = await run('pgbench', [
    '--no-vacuum',
    '--protocol=prepared',
    `--client=${callers}`,
    `--jobs=${Math.min(2, callers)}`,
    `--time=${seconds}`,
    `--file=${script}`,
    url,
  ]);
  await rm(folder, { recursive: true });
  const [, tps] = /tps = ([\d.]+)/.exec(stdout) ?? [];
  if (tps === undefined) throw new Error(`pgbench said nothing of its speed: ${stdout}`);
  return Number(tps);
}
