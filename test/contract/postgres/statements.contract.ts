import { describe, expect, it } from 'vitest';
import { assertApplied } from 'cod-lifecycle';
import { actor, lifeTo, usual } from '../../support/life.ts';
import { draft } from '../../support/shop.ts';
import { pgClients, pgPools, pgUnprepared } from './libraries/pg.ts';
import { pglite } from './libraries/pglite.ts';
import { postgresJs, postgresJsUnprepared } from './libraries/postgres-js.ts';
import { openFor, openShop } from './shop.ts';
import { unpreparedStatements } from './statements.ts';
import { freshSchema } from './swept-schemas.ts';
import { kindsOf, tapped } from './wire-tap.ts';

const agent = { actor: actor('agent') };

for (const library of [pgUnprepared, postgresJsUnprepared]) unpreparedStatements(library);

interface Plan {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Actual Rows': number;
  readonly 'Actual Loops': number;
  readonly 'Rows Removed by Filter'?: number;
  readonly Plans?: readonly Plan[];
}

/** How many rows the steps of a plan have read for nothing. */
const readInVain = (plan: Plan): number =>
  (plan['Rows Removed by Filter'] ?? 0) * plan['Actual Loops'] +
  (plan.Plans ?? []).reduce((sum, step) => sum + readInVain(step), 0);

interface Explained {
  readonly 'QUERY PLAN': readonly [{ readonly Plan: Plan }];
}

/** How many rows each step of a plan came to, all its rounds together. */
const rowsOf = (plan: Plan): readonly number[] => [
  plan['Actual Rows'] * plan['Actual Loops'],
  ...(plan.Plans ?? []).flatMap(rowsOf),
];

/** Tables that a plan reads from one end to the other. */
const readWhole = (plan: Plan): readonly string[] => [
  ...(plan['Node Type'] === 'Seq Scan' ? [plan['Relation Name'] ?? ''] : []),
  ...(plan.Plans ?? []).flatMap(readWhole),
];

it.each([
  { library: pgClients, most: 4, atOnce: 1 },
  { library: pgPools, most: 1, atOnce: 1 },
  { library: pgPools, most: 4, atOnce: 2 },
  { library: postgresJs, most: 1, atOnce: 1 },
  { library: postgresJs, most: 4, atOnce: 2 },
  { library: pglite, most: 4, atOnce: undefined },
])('$library.name, with $most connections at most, says $atOnce commits at once', async (on) => {
  const { client } = await openFor(on.library, undefined, on.most);
  expect(client.concurrency).toBe(on.atOnce);
});

describe('many orders', () => {
  const ids = Array.from({ length: 1000 }, (_, index) => `o${index + 1}`);

  it.each([
    { library: pgClients, most: 1, commits: 1 },
    { library: pgPools, most: 1, commits: 1 },
    { library: pgPools, most: 4, commits: 2 },
  ])(
    'by $library.name, $most at most, a thousand are placed, and moved: commits $commits',
    async (on) => {
      const tap = await tapped();
      const { orders, live } = await openShop(on.library, { url: tap.url, most: on.most });
      const kinds = ['commit', 'load'].flatMap((kind) =>
        Array.from({ length: on.commits }, () => kind),
      );
      await live('o0', lifeTo.new);
      tap.clear();
      const placed = await Promise.all(ids.map(async (id) => orders.place(draft({ id }), agent)));
      expect(new Set(placed.map(({ kind }) => kind))).toEqual(new Set(['applied']));
      expect([kindsOf(tap)[0], kindsOf(tap).toSorted()]).toEqual(['load', kinds]);
      tap.clear();
      const receipts = await orders.sendMany(ids, usual.confirm, agent);
      expect(receipts.map(({ id }) => id)).toEqual(ids);
      expect(new Set(receipts.map(({ outcome }) => outcome.kind))).toEqual(new Set(['applied']));
      expect([kindsOf(tap)[0], kindsOf(tap).toSorted()]).toEqual(['load', kinds]);
      expect(await orders.counts()).toMatchObject({ new: 1, confirmed: 1000 });
    },
  );

  it('what the server does for a thousand grows with them, and not with their square', async () => {
    const rows: number[] = [];
    const { orders } = await openShop(pgPools, {
      client: (client) => ({
        async query({ name, text }, input, tx) {
          if (!text.includes('with change as')) return client.query({ name, text }, input, tx);
          const explained = `explain (analyze, format json) ${text}`;
          const [row] = await client.query({ name: `${name}_x`, text: explained }, input, tx);
          rows.push(...rowsOf((row as unknown as Explained)['QUERY PLAN'][0].Plan));
          return ids.map(() => ({ output: '"applied"' }));
        },
      }),
    });
    await Promise.all(ids.map(async (id) => orders.place(draft({ id }), agent)));
    await orders.sendMany(ids, usual.confirm, agent);
    expect(await orders.counts()).toMatchObject({ confirmed: 1000 });
    expect(rows.length).toBeGreaterThan(20);
    expect(Math.max(...rows)).toBeLessThanOrEqual(2 * ids.length);
  });

  it('no table is read whole for one of them', async () => {
    const asked = new Map<string, string | null>();
    const { client, orders, run } = await openShop(pgPools, {
      most: 1,
      client: (inner) => ({
        async query({ name, text }, input, tx) {
          asked.set(text, input);
          return inner.query({ name, text }, input, tx);
        },
      }),
    });
    await Promise.all(ids.map(async (id) => orders.place(draft({ id }), agent)));
    // The plan of a statement that is sent again and again: one for all that it may be asked.
    await run('set plan_cache_mode = force_generic_plan');
    asked.clear();
    assertApplied(await orders.send('o7', usual.confirm, agent));
    expect((await orders.effects.drain()).done).toBeGreaterThan(0);
    expect(asked.size).toBeGreaterThan(3);
    for (const [index, [text, input]] of [...asked].entries()) {
      const explained = { name: `x${index}`, text: `explain (format json) ${text}` };
      const [row] = await client.query(explained, input);
      const plan = (row as unknown as Explained)['QUERY PLAN'][0].Plan;
      expect([text, readWhole(plan)]).toEqual([text, []]);
    }
  });

  it('what was planned while there were none is planned anew once there are many', async () => {
    const looks = new Map<string, string>();
    const { orders, run } = await openShop(pgPools, {
      // No test has filled its tables before.
      schema: freshSchema(),
      most: 1,
      client: (inner) => ({
        async query({ name, text }, input, tx) {
          if (text.includes("'earlier'")) looks.set(name, (input ?? '').replaceAll("'", "''"));
          return inner.query({ name, text }, input, tx);
        },
      }),
    });
    const note = { type: 'add_note', text: 'Call after six' } as const;
    /** Often enough that one plan is made for all that may be asked. */
    const notes = async (): Promise<void> => {
      for (let times = 0; times < 8; times += 1)
        assertApplied(await orders.send('o1', note, agent));
    };
    await orders.place(draft({ id: 'o1' }), agent);
    await notes();
    await Promise.all(ids.slice(1).map(async (id) => orders.place(draft({ id }), agent)));
    looks.clear();
    await notes();
    expect(looks.size).toBe(1);
    for (const [name, input] of looks) {
      const [row] = await run(`explain (analyze, format json) execute "${name}"('${input}')`);
      const plan = (row as unknown as Explained)['QUERY PLAN'][0].Plan;
      expect(readInVain(plan)).toBeLessThanOrEqual(1);
    }
  });

  it('the tables are looked at once, however many calls there are', async () => {
    const tap = await tapped();
    const { orders } = await openShop(pgPools, { url: tap.url, most: 1 });
    tap.clear();
    for (const id of ['o1', 'o2', 'o3']) assertApplied(await orders.place(draft({ id }), agent));
    expect(tap.executed.filter((text) => text.includes('cod_migrations'))).toHaveLength(2);
    expect(tap.executed).toHaveLength(8);
  });
});
