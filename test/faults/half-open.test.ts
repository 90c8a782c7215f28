import { expect, it, onTestFinished } from 'vitest';
import { actor, usual } from '../support/life.ts';
import { draft } from '../support/shop.ts';
import { aftermath } from './aftermath.ts';
import { freshPlace } from './fresh-place.ts';
import { openPlace } from './place.ts';
import type { OpenOptions } from './place.ts';
import { persistently } from './persistently.ts';
import { proxyTo } from './proxy.ts';
import { ordersOn } from './shop-under-fault.ts';
import { sqlOn } from './tables.ts';
import { record } from './tally.ts';

const agent = { actor: actor('agent') };
const note = { type: 'add_note', text: 'called' } as const;
const silent = { ...agent, commandId: 'the silent one' };

/** Three orders, and a shop that reaches their server through a proxy. */
async function scene(options: OpenOptions) {
  const place = freshPlace('postgres');
  if (place.kind !== 'postgres') throw new Error('There is nothing to go silent');
  const { store: direct, close } = await openPlace(place);
  for (const id of ['a', 'b', 'c']) await ordersOn(direct).place(draft({ id }), agent);
  await close();
  const proxy = await proxyTo(place.url);
  const opened = await openPlace({ ...place, url: proxy.url }, options);
  onTestFinished(async () => {
    // A connection that is silent still would be waited for.
    proxy.cutAll();
    await opened.close();
  });
  return { place, proxy, orders: ordersOn(opened.store) };
}

type Scene = Awaited<ReturnType<typeof scene>>;

const others = async ({ orders }: Scene, text: string): Promise<readonly string[]> => {
  const sent = ['b', 'c'].map(async (id) =>
    persistently(async () => orders.send(id, { ...note, text }, { ...agent, commandId: text })),
  );
  return (await Promise.all(sent)).map(({ kind }) => kind);
};

const timeoutMs = 2_000;
// With one connection in all, nobody gets another before the silent one is given up.
const alone: OpenOptions = { timeoutMs, pool: { max: 1, connectionTimeoutMillis: timeoutMs } };

/** Makes the connection go silent at a commit, and the server with it or not; tells what became of the order. */
async function goSilent(fate: 'swallow' | 'swallow_answer', welcome: 'serve' | 'ignore') {
  const shop = await scene(alone);
  const { place, proxy, orders } = shop;
  proxy.fate = () => {
    proxy.fate = () => 'pass';
    proxy.welcome = welcome;
    return fate;
  };
  const send = async () => orders.send('a', usual.confirm, silent);
  const reachable = welcome === 'serve';
  const sent = await (reachable ? persistently(send) : send().catch((error: unknown) => error));
  expect(sent).toMatchObject(
    reachable ? { entry: { version: 2 } } : { verdict: 'unknown', reason: 'timeout' },
  );

  proxy.welcome = 'serve';
  expect(await others(shop, 'after the silence')).toEqual(['applied', 'applied']);
  // A server that was asked may still be at it.
  const kinds = { swallow: /^applied$/, swallow_answer: /^(applied|duplicate)$/ };
  expect(await persistently(send)).toMatchObject({
    kind: expect.stringMatching(reachable ? /^duplicate$/ : kinds[fate]) as string,
    order: { version: 2 },
  });
  return aftermath(place, [{ order: 'a', commandId: silent.commandId, version: 2 }]);
}

it('a connection that goes silent holds up no other command, and its own is applied once', async () => {
  const ends = await Promise.all([
    goSilent('swallow', 'serve'),
    goSilent('swallow_answer', 'serve'),
    goSilent('swallow', 'ignore'),
    goSilent('swallow_answer', 'ignore'),
  ]);
  // Three were placed, two were noted on, and one was confirmed.
  expect(ends.map(({ history }) => history.length)).toEqual([6, 6, 6, 6]);
  const sum = (count: 'acknowledged' | 'lost' | 'doubled'): number =>
    ends.reduce((total, end) => total + end[count], 0);
  record('halfOpen', {
    times: ends.length,
    sentAgain: ends.length,
    acknowledged: sum('acknowledged'),
    lost: sum('lost'),
    doubled: sum('doubled'),
  });
});

it('a connection that is never made was asked nothing: the command is not applied', async () => {
  // Every statement has a connection of its own.
  const { place, proxy, orders } = await scene({
    pool: { maxUses: 1, connectionTimeoutMillis: timeoutMs },
  });
  // The caller holds the order: its commit is the first thing that is asked.
  const held = await persistently(async () => orders.get('a'));
  proxy.welcome = 'ignore';
  const failed = orders.send(held as never, note, silent);
  await expect(failed).rejects.toMatchObject({ verdict: 'not_applied' });
  const { history } = await aftermath(place);
  expect(history.filter(({ order_id }) => order_id === 'a')).toHaveLength(1);
});

it('a lock that is never let go fails its command as unknown, and takes no other command’s connection', async () => {
  // Each try would keep a connection, were it not given up: two are not enough for four tries.
  const shop = await scene({ timeoutMs: 1_000, pool: { max: 2, statement_timeout: 0 } });
  const { place, orders } = shop;
  const holder = await sqlOn(place);
  await holder.run('begin');
  await holder.run(`select * from cod_orders where id = 'a' for update`);

  const failed = orders.send('a', usual.confirm, silent);
  expect(await others(shop, 'beside the lock')).toEqual(['applied', 'applied']);
  await expect(failed).rejects.toMatchObject({ verdict: 'unknown', reason: 'timeout' });
  expect(await others(shop, 'after the tries')).toEqual(['applied', 'applied']);

  await holder.run('rollback');
  await holder.close();
  const again = await persistently(async () => orders.send('a', usual.confirm, silent));
  expect(again).toMatchObject({ order: { version: 2 }, entry: { commandId: silent.commandId } });
  await aftermath(place, [{ order: 'a', commandId: silent.commandId, version: 2 }]);
});

it('a lock that outlasts the server’s own time-out fails its command as not applied', async () => {
  const shop = await scene({ pool: { statement_timeout: 300 } });
  const { place, orders } = shop;
  const holder = await sqlOn(place);
  await holder.run('begin');
  await holder.run(`select * from cod_orders where id = 'a' for update`);
  const failed = orders.send('a', usual.confirm, silent);
  await expect(failed).rejects.toMatchObject({ verdict: 'not_applied', reason: '57014' });
  await holder.run('rollback');
  await holder.close();
  const again = await persistently(async () => orders.send('a', usual.confirm, silent));
  expect(again).toMatchObject({ kind: 'applied' });
  await aftermath(place);
});
