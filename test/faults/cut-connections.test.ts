import { expect, it, onTestFinished } from 'vitest';
import { actor, lifeTo } from '../support/life.ts';
import type { Step } from '../support/life.ts';
import { draft } from '../support/shop.ts';
import { aftermath } from './aftermath.ts';
import { chance } from './chance.ts';
import type { Acknowledged } from './command.ts';
import { freshPlace } from './fresh-place.ts';
import { journal } from './journal.ts';
import { workInLanes } from './lanes.ts';
import { openPlace } from './place.ts';
import { proxyTo } from './proxy.ts';
import type { Fate, Proxy } from './proxy.ts';
import { ordersOn } from './shop-under-fault.ts';
import type { OrdersUnderFault } from './shop-under-fault.ts';
import { record } from './tally.ts';

const cuts = ['cut_before', 'cut_meanwhile', 'cut_after'] as const satisfies readonly Fate[];
const life = lifeTo.delivered;

async function scene() {
  const place = freshPlace('postgres');
  if (place.kind !== 'postgres') throw new Error('There is nothing to cut');
  const proxy = await proxyTo(place.url);
  const { store, close } = await openPlace({ ...place, url: proxy.url });
  onTestFinished(close);
  return { place, proxy, orders: ordersOn(store) };
}

const commandOf = (id: string, [event]: Step): string => `${event.type} of ${id}`;

function take(orders: OrdersUnderFault, id: string, step: Step) {
  const [event, by] = step;
  const options = { actor: actor(by), commandId: commandOf(id, step) };
  if (event.type === 'place') return orders.place(draft({ id }), options);
  return orders.send(id, event, options);
}

/** Cuts the commit whose turn it is, and no other. */
function cutAt(proxy: Proxy, turn: number, fate: Fate): void {
  let commits = 0;
  proxy.fate = () => {
    commits += 1;
    return commits === turn ? fate : 'pass';
  };
}

it.each([
  ['before the server hears of it', 'cut_before'],
  ['while the server is at it', 'cut_meanwhile'],
  ['before its answer comes back', 'cut_after'],
] as const)('each commit of a life in turn, cut off %s, ends as applied, once', async (_, fate) => {
  const { place, proxy, orders } = await scene();
  const acknowledged: Acknowledged[] = [];
  for (const turn of life.keys()) {
    const id = `o-${turn}`;
    cutAt(proxy, turn + 1, fate);
    for (const step of life) {
      expect(await take(orders, id, step)).toMatchObject({ kind: 'applied' });
      const again = await take(orders, id, step);
      expect(again).toMatchObject({
        kind: 'duplicate',
        entry: { commandId: commandOf(id, step) },
      });
      const { version } = again.order ?? { version: 0 };
      acknowledged.push({ order: id, commandId: commandOf(id, step), version });
    }
  }
  await aftermath(place, acknowledged);
});

it.each([
  ['before the server hears of it', 'cut_before', /^applied$/],
  ['while the server is at it', 'cut_meanwhile', /^(applied|duplicate)$/],
  ['before its answer comes back', 'cut_after', /^duplicate$/],
] as const)(
  'a commit that is cut off %s, when nobody can be asked, is unknown; sent again, it is done once',
  async (_, fate, then) => {
    const { place, proxy, orders } = await scene();
    const [placed, confirmed] = life as [Step, Step];
    await take(orders, 'o-1', placed);
    proxy.fate = () => {
      proxy.welcome = 'turn_away';
      return fate;
    };
    await expect(take(orders, 'o-1', confirmed)).rejects.toMatchObject({ verdict: 'unknown' });
    // Nobody can be reached, and nothing was asked: that is known.
    await expect(take(orders, 'o-1', confirmed)).rejects.toMatchObject({ verdict: 'not_applied' });

    proxy.welcome = 'serve';
    proxy.fate = () => 'pass';
    expect(await take(orders, 'o-1', confirmed)).toMatchObject({
      kind: expect.stringMatching(then) as string,
    });
    const { history } = await aftermath(place);
    expect(history.filter(({ event_type }) => event_type === 'confirm')).toHaveLength(1);
  },
);

it('a bulk command that is cut off is applied to each order, once', async () => {
  const { place, proxy, orders } = await scene();
  const ids = ['a', 'b', 'c', 'd'];
  const options = { actor: actor('agent'), commandId: 'note' };
  for (const id of ids) await orders.place(draft({ id }), { actor: actor('agent') });
  for (const [index, fate] of cuts.entries()) {
    cutAt(proxy, 1, fate);
    const commandId = `note ${index}`;
    const note = { type: 'add_note', text: commandId } as const;
    const receipts = await orders.sendMany(ids, note, { ...options, commandId });
    expect(receipts.map(({ outcome }) => outcome.kind)).toEqual(ids.map(() => 'applied'));
  }
  const { history } = await aftermath(place);
  expect(history.filter(({ event_type }) => event_type === 'add_note')).toHaveLength(12);
});

it('lanes of commands whose commits are cut at random lose and double nothing', async () => {
  const { place, proxy, orders } = await scene();
  const luck = chance(11);
  const told = journal();
  let times = 0;
  proxy.fate = () => {
    if (!luck.percent(30)) return 'pass';
    times += 1;
    // Now and then nobody can ask what became of it.
    proxy.welcome = luck.percent(40) ? 'turn_away' : 'serve';
    return luck.pick(cuts);
  };
  // Whoever was told of a failure finds the way open again.
  const say = (said: Parameters<typeof told.hear>[0]): void => {
    if (said.say === 'failed') proxy.welcome = 'serve';
    told.hear(said);
  };
  await workInLanes({ orders, lanes: 6, name: 'w', seed: 3, say, goesOn: () => times < 150 });

  const { acknowledged, lost, doubled } = await aftermath(place, told.acknowledged);
  expect(told.unfinished()).toEqual([]);
  expect(told.counts.unknown).toBeGreaterThan(0);
  record('connectionsCut', { times, acknowledged, sentAgain: told.counts.retried, lost, doubled });
});
