import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cod } from 'cod-lifecycle';
import { actor, lifeTo, usual } from '../../support/life.ts';
import { known } from '../../support/shop.ts';
import { pgPools } from './libraries/pg.ts';
import { openShop } from './shop.ts';
import type { ShopOptions } from './shop.ts';

const lifecycle = cod();
const agent = { actor: actor('agent') };

/** A shop whose database is held to the lifecycle, with an order that is confirmed: its version is 2. */
async function heldShop(until?: ShopOptions['until']) {
  const shop = await openShop(pgPools, { enforce: lifecycle, ...(until && { until }) });
  await shop.live('o1', lifeTo.confirmed);
  const { schema, run } = shop;
  const [orders, history] = [`${schema}.cod_orders`, `${schema}.cod_history`];
  return {
    ...shop,
    /** Runs statements that somebody wrote by hand, in one transaction, and says what the server made of it. */
    byHand: async (...statements: readonly string[]): Promise<string> =>
      run(statements.join(';\n')).then(
        () => 'done',
        (error: { code?: string }) => error.code ?? 'unknown',
      ),
    /** A line of history that somebody wrote by hand. */
    line: (version: number, type: string, from: string, to: string, id = 'o1'): string =>
      `insert into ${history} values ('default', '${id}', ${version}, 'by hand ${version}',
        '${type}', '${from}', '${to}', 'admin', 'x', now(), now(), '{"type": "${type}"}')`,
    /** The order, moved by hand. */
    move: (version: number, status: string, id = 'o1'): string =>
      `update ${orders} set status = '${status}', version = ${version},
        body = (body::jsonb || '{"status": "${status}", "version": ${version}}')::json where id = '${id}'`,
    /** An order that somebody made by hand of the one that is there. */
    copy: (version: number, status: string): string =>
      `insert into ${orders} select (jsonb_populate_record(o, jsonb_build_object(
          'id', 'o2', 'version', ${version}, 'status', '${status}', 'source_external_id', 'o2',
          'body', body::jsonb || '{"id": "o2", "status": "${status}", "version": ${version},
            "source": {"kind": "manual", "shop": "default", "externalId": "o2", "reference": null}}'
        ))).* from ${orders} as o where id = 'o1'`,
    orders,
    history,
    runtime: shop.orders,
  };
}

describe('whoever writes to the orders is refused', () => {
  type Shop = Awaited<ReturnType<typeof heldShop>>;
  const attempts: Readonly<Record<string, (shop: Shop) => readonly string[]>> = {
    'a move that the lifecycle does not have': ({ line, move }) => [
      line(3, 'deliver', 'confirmed', 'delivered'),
      move(3, 'delivered'),
    ],
    'an event that does not lead there': ({ line, move }) => [
      line(3, 'add_note', 'confirmed', 'cancelled'),
      move(3, 'cancelled'),
    ],
    'an event that the lifecycle does not know': ({ line, move }) => [
      line(3, 'burn', 'confirmed', 'cancelled'),
      move(3, 'cancelled'),
    ],
    'a version that was skipped': ({ line, move }) => [
      line(4, 'cancel', 'confirmed', 'cancelled'),
      move(4, 'cancelled'),
    ],
    'a version that was there before': ({ move }) => [move(1, 'new')],
    'another status in the same version': ({ move }) => [move(2, 'cancelled')],
    'a move without a line of history': ({ move }) => [move(3, 'cancelled')],
    'a move before its line of history': ({ line, move }) => [
      move(3, 'cancelled'),
      line(3, 'cancel', 'confirmed', 'cancelled'),
    ],
    'a line of history that begins elsewhere': ({ line, move }) => [
      line(3, 'cancel', 'new', 'cancelled'),
      move(3, 'cancelled'),
    ],
    'a line of history that ends elsewhere': ({ line, move }) => [
      line(3, 'cancel', 'confirmed', 'cancelled'),
      move(3, 'processing'),
    ],
    'the line of history of another order': ({ line, move }) => [
      line(3, 'cancel', 'confirmed', 'cancelled', 'o2'),
      move(3, 'cancelled'),
    ],
    'a status that the lifecycle does not know': ({ line, move }) => [
      line(3, 'cancel', 'confirmed', 'lost'),
      move(3, 'lost'),
    ],
    'a body of another status': ({ orders }) => [
      `update ${orders} set body = (body::jsonb || '{"status": "delivered"}')::json`,
    ],
    'a body of another version': ({ orders }) => [
      `update ${orders} set body = (body::jsonb || '{"version": 3}')::json`,
    ],
    'a body whose version is no number': ({ orders }) => [
      `update ${orders} set body = (body::jsonb || '{"version": "second"}')::json`,
    ],
    'a body without a status': ({ orders }) => [
      `update ${orders} set body = (body::jsonb - 'status')::json`,
    ],
    'a body without a version': ({ orders }) => [
      `update ${orders} set body = (body::jsonb - 'version')::json`,
    ],
    'a body that is none': ({ orders }) => [`update ${orders} set body = 'null'`],
    'the body of another order': ({ orders }) => [
      `update ${orders} set body = (body::jsonb || '{"id": "o2"}')::json`,
    ],
    'the body of another tenant’s order': ({ orders }) => [
      `update ${orders} set body = (body::jsonb || '{"tenant": "another"}')::json`,
    ],
    'the body of another source': ({ orders }) => [
      `update ${orders} set body = jsonb_set(body::jsonb, '{source,externalId}', '"o2"')::json`,
    ],
    'a body that was placed at another time': ({ orders }) => [
      `update ${orders} set placed_at = placed_at + interval '1 day'`,
    ],
    'a new order without a line of history': ({ copy }) => [copy(1, 'new')],
    'a new order that is delivered already': ({ line, copy }) => [
      line(1, 'place', 'nothing', 'delivered', 'o2'),
      copy(1, 'delivered'),
    ],
    'a new order with the history of an old one': ({ line, copy }) => [
      line(2, 'confirm', 'new', 'confirmed', 'o2'),
      copy(2, 'confirmed'),
    ],
    'a new order that begins with its fifth version': ({ line, copy }) => [
      line(5, 'place', 'nothing', 'new', 'o2'),
      copy(5, 'new'),
    ],
    'an insert that turns into a move': ({ orders }) => [
      `insert into ${orders} select * from ${orders} on conflict (tenant, id) do update
        set status = 'delivered', version = 3,
          body = (excluded.body::jsonb || '{"status": "delivered", "version": 3}')::json`,
    ],
  };

  // What is refused leaves nothing behind: one shop will do for all.
  let shop: Shop;
  const closers: (() => Promise<void>)[] = [];
  beforeAll(async () => {
    shop = await heldShop((close) => closers.push(close));
  });
  afterAll(async () => {
    for (const close of closers) await close();
  });

  it.each(Object.entries(attempts))('%s', async (_, attempt) => {
    expect(await shop.byHand(...attempt(shop))).toBe('23514');
    expect(await shop.runtime.get('o1')).toMatchObject({ status: 'confirmed', version: 2 });
    expect(await shop.runtime.get('o2')).toBeNull();
    expect((await shop.runtime.history('o1')).rows).toHaveLength(2);
  });

  it('as one move among legal ones, and none of them is made', async () => {
    const shop = await heldShop();
    await shop.live('o2', lifeTo.confirmed);
    const { line, move, byHand, runtime } = shop;
    const statements = [
      line(3, 'cancel', 'confirmed', 'cancelled'),
      line(3, 'deliver', 'confirmed', 'delivered', 'o2'),
      move(3, 'cancelled'),
      move(3, 'delivered', 'o2'),
    ];
    expect(await byHand(...statements)).toBe('23514');
    expect(await runtime.counts()).toMatchObject({ confirmed: 2, cancelled: 0, delivered: 0 });
  });

  it('through the library as well, where its runtime has more moves than the database', async () => {
    const narrow = {
      ...lifecycle,
      definition: {
        ...lifecycle.definition,
        rules: lifecycle.definition.rules.filter(({ type }) => type !== 'cancel'),
      },
    };
    const { orders, live } = await openShop(pgPools, { enforce: narrow });
    await live('o1', lifeTo.confirmed);
    await expect(orders.send('o1', usual.cancel, agent)).rejects.toMatchObject({
      code: 'store_failed',
      verdict: 'not_applied',
      reason: '23514',
    });
    expect(await orders.get('o1')).toMatchObject({ status: 'confirmed' });
  });
});

describe('whoever writes to the orders may', () => {
  it('erase personal data in the body, which keeps version and status', async () => {
    const { byHand, orders, runtime } = await heldShop();
    const erased = `'{"customer": {"name": "-", "phone": "-", "email": null, "locale": null}}'`;
    const erase = `update ${orders} set body = (body::jsonb || ${erased})::json, phone = ''`;
    expect(await byHand(erase)).toBe('done');
    expect(await runtime.get('o1')).toMatchObject({ customer: { name: '-' }, version: 2 });
    expect((await runtime.send('o1', usual.cancel, agent)).kind).toBe('applied');
  });

  it('make a legal move, with its line of history before it', async () => {
    const { byHand, line, move, runtime } = await heldShop();
    const statements = [line(3, 'cancel', 'confirmed', 'cancelled'), move(3, 'cancelled')];
    expect(await byHand(...statements)).toBe('done');
    expect(await runtime.get('o1')).toMatchObject({ status: 'cancelled', version: 3 });
  });

  it('make every move that the lifecycle has, and no other', async () => {
    const shop = await heldShop();
    const { schema, run, orders, history } = shop;
    const { statuses, definition } = lifecycle;
    const types = [...new Set(definition.rules.map(({ type }) => type)), 'burn'];
    const moves = types.flatMap((type) =>
      statuses.flatMap((from) => statuses.map((to) => ({ type, from, to }))),
    );
    const list = (words: readonly string[]): string =>
      `array[${words.map((word) => `'${word}'`).join()}]`;
    // Each is tried on an order in its status, and undone again.
    await run(`set session_replication_role = replica;
      insert into ${orders} select (jsonb_populate_record(o, jsonb_build_object(
          'id', s, 'status', s, 'source_external_id', s,
          'body', body::jsonb || jsonb_build_object('id', s, 'status', s,
            'source', body::jsonb -> 'source' || jsonb_build_object('externalId', s))
        ))).* from ${orders} as o, unnest(${list(statuses)}) as s where o.id = 'o1';
      set session_replication_role = origin;
      create function ${schema}.tried() returns jsonb language plpgsql as $tried$
        declare t text; before text; after text; accepted jsonb := '[]';
        begin
          foreach t in array ${list(types)} loop
          foreach before in array ${list(statuses)} loop
          foreach after in array ${list(statuses)} loop
            begin
              insert into ${history} values ('default', before, 3, 'by hand', t, before, after,
                'admin', 'x', now(), now(), '{}');
              update ${orders} set status = after, version = 3,
                body = (body::jsonb || jsonb_build_object('status', after, 'version', 3))::json
                where id = before;
              raise sqlstate '00001';
            exception when check_violation then null;
              when sqlstate '00001' then accepted := accepted
                || jsonb_build_object('type', t, 'from', before, 'to', after);
            end;
          end loop; end loop; end loop;
          return accepted;
        end $tried$`);
    const [row] = await run(`select ${schema}.tried() as accepted`);
    const legal = moves.filter(({ type, from, to }) =>
      definition.rules.some(
        (rule) =>
          rule.type === type &&
          rule.from.includes(from) &&
          (rule.to.length === 0 ? from === to : rule.to.includes(to)),
      ),
    );
    expect(known(row)['accepted']).toEqual(legal);
    expect(legal.length).toBeGreaterThan(100);
    expect(await run(`select from ${history} where version > 2`)).toEqual([]);
  });
});
