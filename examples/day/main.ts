/** One working day of a shop that sells cash on delivery. Every line it prints comes from the library at work. */
import { isDeepStrictEqual } from 'node:util';
import { assertApplied, english } from 'cod-lifecycle';
import type { Actor, ActorKind, Order, OrderEvent } from 'cod-lifecycle';
import { mermaid } from 'cod-lifecycle/diagrams';
import { shopify } from 'cod-lifecycle/shopify';
import { woocommerce } from 'cod-lifecycle/woocommerce';
import { chapter, label, log, money, say, table, tell, tellReception } from './narrator.ts';
import { lifecycle, network, notifier, openShop, orderFile, stock } from './shop.ts';
import { fromShopify, fromWooCommerce, ping, secrets } from './signed.ts';

// The day has a clock of its own, which moves on with every look at it.
let now = 0;
const clock = (): string => new Date((now += 1)).toISOString();
const file = orderFile();
let { orders, close } = openShop(file.path, clock);

const people: Readonly<Record<string, ActorKind>> = {
  Samira: 'agent',
  Rachid: 'warehouse',
  Karim: 'driver',
  Hamid: 'driver',
  Ilham: 'finance',
};
const actor = (who: string): Actor => ({ kind: people[who] ?? 'system', id: who.toLowerCase() });

function at(time: string, title: string): void {
  now = Date.parse(`2026-03-10T${time}:00Z`);
  chapter(time, title);
}

const numbers = new Map<string, string>();
const idOf = (number: string): string => numbers.get(number) ?? number;

async function known(id: string): Promise<Order> {
  const order = await orders.get(id);
  if (!order) throw new Error(`There is no order ${id}`);
  return order;
}

async function ask(
  who: string,
  number: string,
  event: Exclude<OrderEvent, { type: 'place' }>,
): Promise<Order> {
  const outcome = await orders.send(idOf(number), event, { actor: actor(who) });
  tell(who, outcome);
  return known(idOf(number));
}

async function actionsOf(number: string, who: string): Promise<string> {
  const view = await orders.explain(idOf(number), { actor: actor(who) });
  return (view?.actions ?? []).map((code) => english.actions[code]).join('; ');
}

/** Everything that is kept of the orders. */
async function books() {
  const { rows: listed } = await orders.list();
  const rows = listed.map(({ order }) => order);
  const histories = await Promise.all(rows.map(async ({ id }) => (await orders.history(id)).rows));
  return { rows, entries: histories.flat() };
}

const yes = { products: true, total: true, address: true };

at('09:00', 'The shops send their orders');
const shop = shopify({ secrets: [secrets.shopify] });
const souk = woocommerce({ secrets: [secrets.woocommerce] });
const arrivals = [
  ...['2107', '2108', '2109', '2110-card', '2107'].map(
    async (number) =>
      ['Shopify', await shop.read(await fromShopify(`shopify-${number}.json`))] as const,
  ),
  (async () =>
    ['Forger', await shop.read(await fromShopify('shopify-2107.json', 'a guess'))] as const)(),
  (async () => ['WooComm.', await souk.read(ping)] as const)(),
  ...['341', '342'].map(
    async (number) =>
      ['WooComm.', await souk.read(await fromWooCommerce(`woocommerce-${number}.json`))] as const,
  ),
];
for (const arrival of arrivals) {
  const [who, news] = await arrival;
  const reception = await orders.receive(news);
  tellReception(who, reception);
  for (const outcome of reception.outcomes) {
    const { source, id } = assertApplied(outcome);
    numbers.set(source.reference ?? source.externalId, id);
  }
}

at('09:30', 'Morning calls');
await ask('Samira', '#2107', { type: 'confirm', acknowledged: yes });
await ask('Samira', '#2108', { type: 'record_call_attempt', outcome: 'no_answer' });
await ask('Samira', '#2108', { type: 'cancel', reason: 'no_answer' });
await ask('Samira', '#2109', {
  type: 'record_call_attempt',
  outcome: 'callback_requested',
  nextCallAt: '2026-03-10T10:30:00Z',
});
await ask('Samira', '341', { type: 'confirm', acknowledged: { ...yes, address: false } });
await ask('Samira', '341', { type: 'confirm', acknowledged: yes });
await ask('Samira', '342', { type: 'confirm', acknowledged: yes });
await ask('Samira', '342', { type: 'cancel', reason: 'out_of_stock' });

at('10:30', 'Second round');
await ask('Samira', '#2109', { type: 'confirm', acknowledged: yes });
await ask('Samira', '#2108', { type: 'record_call_attempt', outcome: 'switched_off' });
await ask('Samira', '#2108', { type: 'record_call_attempt', outcome: 'busy' });
say(`          #2108  requires: ${await actionsOf('#2108', 'Samira')}`);
await ask('Samira', '#2108', { type: 'cancel', reason: 'no_answer' });
const omar = await ask('Samira', '341', { type: 'add_note', text: 'Wants one piece less.' });
const fewer = omar.lines.map((line) => ({ ...line, quantity: line.quantity - 1 }));
await ask('Samira', '341', {
  type: 'amend',
  lines: fewer,
  amountDue: { amount: 9000, currency: 'MAD' },
});
await ask('Rachid', '341', { type: 'start_processing' });
await ask('Samira', '341', { type: 'confirm', acknowledged: yes });

at('12:00', 'Packing, all at once');
const packing = ['#2107', '#2109', '341'];
const receipts = await orders.sendMany(
  packing.map(idOf),
  { type: 'start_processing' },
  { actor: actor('Rachid') },
);
for (const { outcome } of receipts) if (outcome.kind !== 'failed') tell('Rachid', outcome);
await ask('Rachid', '#2107', { type: 'ship' });
for (const [number, driver] of [
  ['#2107', 'Karim'],
  ['#2109', 'Hamid'],
  ['341', 'Hamid'],
] as const) {
  await ask('Rachid', number, { type: 'complete_packaging' });
  await ask('Rachid', number, { type: 'attach_label' });
  await ask('Rachid', number, {
    type: 'assign',
    assignee: { kind: 'driver', id: driver.toLowerCase(), name: driver },
  });
  await ask('Rachid', number, {
    type: 'ship',
    tracking: { number: `ZM-${number.replace('#', '')}`, carrier: null, url: null },
  });
}

at('14:00', 'On the road');
await ask('Karim', '#2107', { type: 'start_delivery' });
await ask('Hamid', '#2109', { type: 'start_delivery' });
await ask('Hamid', '341', { type: 'start_delivery' });
say(`          ${notifier.sent.length} customers were told that their driver has set out`);
await ask('Karim', '#2107', { type: 'deliver' });
await ask('Karim', '#2107', { type: 'deliver', collected: { amount: 37950, currency: 'MAD' } });
await ask('Karim', '#2109', { type: 'report_failed_delivery', reason: 'refused' });
await ask('Hamid', '#2109', { type: 'record_delivery_attempt', outcome: 'customer_unavailable' });
await ask('Hamid', '#2109', { type: 'report_failed_delivery', reason: 'customer_unavailable' });
await ask('Hamid', '341', { type: 'deliver', collected: { amount: 8500, currency: 'MAD' } });
await ask('Hamid', '341', { type: 'report_failed_delivery', reason: 'refused' });
for (const { id, codes } of await orders.contradictions.list()) {
  say(
    `          kept for a person to look at: ${(await orders.get(id))?.source.reference}, ${codes.join(', ')}`,
  );
}

at('16:00', 'The return comes back, and goes out again');
say(`          #2109  requires: ${await actionsOf('#2109', 'Rachid')}`);
await ask('Rachid', '#2109', { type: 'receive_return' });
await ask('Samira', '#2109', { type: 'redeliver' });
await ask('Rachid', '#2109', { type: 'complete_packaging' });
await ask('Rachid', '#2109', { type: 'attach_label' });
await ask('Rachid', '#2109', { type: 'ship' });
await ask('Hamid', '#2109', { type: 'start_delivery' });
await ask('Hamid', '#2109', { type: 'deliver', collected: { amount: 23475, currency: 'MAD' } });

at('19:00', "The evening's cash");
const collected = new Map<string, number>();
const { rows: delivered } = await orders.list({ status: ['delivered'] });
for (const { order } of delivered) {
  if (order.status !== 'delivered') continue;
  const { amount, expected, difference, by } = order.collection;
  const off =
    difference === 0 ? '' : `, ${money({ ...amount, amount: difference })} against the amount due`;
  say(
    `          ${order.source.reference}  ${by} collected ${money(amount)} of ${money(expected)}${off}`,
  );
  collected.set(by, (collected.get(by) ?? 0) + amount.amount);
  await orders.send(order, { type: 'remit_cash', amount }, { actor: actor('Ilham') });
  tell(
    'Ilham',
    await orders.send(order.id, { type: 'reconcile_cash', amount }, { actor: actor('Ilham') }),
  );
}
for (const [by, amount] of collected)
  say(`          ${by} handed over ${money({ amount, currency: 'MAD' })}`);

at('19:30', 'A last order by phone, while the stock system is down');
network.down = true;
const last = await orders.place(
  {
    source: { kind: 'phone', shop: 'zahra-maroc', externalId: '12', reference: 'P-12' },
    customer: { name: 'Nadia Berrada', phone: '+212600000012' },
    address: { line1: '3 Rue Ibn Sina', city: 'Rabat', country: 'MA' },
    lines: [{ sku: 'ARGAN-100', title: "Huile d'argan", quantity: 1 }],
    amountDue: { amount: 18975, currency: 'MAD' },
  },
  { actor: actor('Samira') },
);
tell('Samira', last);
numbers.set('P-12', assertApplied(last).id);

at('20:00', 'The file is closed, and another runtime opens it');
const before = await books();
close();
({ orders, close } = openShop(file.path, clock));
const kept = await books();
const same = isDeepStrictEqual(kept, before);
say(
  `          ${kept.rows.length} orders with ${kept.entries.length} lines of history: ${same ? 'nothing was lost' : 'NOT the same as before'}`,
);
const way = kept.entries.filter(
  ({ orderId, from, to }) => orderId === idOf('#2107') && from !== to,
);
say(`          #2107  ${way.map(({ to }) => label(to)).join(' → ')}`);
const owed = await orders.effects.list({ state: 'pending' });
for (const { id, effect, failures } of owed.filter(({ dueAt }) => dueAt === null)) {
  const { source } = await known(id);
  say(`          ${source.reference}   still owed: ${effect.type} (failures: ${failures})`);
}
network.down = false;
await orders.effects.drain();
const open = await orders.effects.list({ state: 'pending' });
say(`          the stock system is back, and all is handed over: ${open.length} still owed`);

chapter('21:00', 'The day in figures');
const counts = await orders.counts();
table([
  ['Status', 'Orders'],
  ...lifecycle.statuses.map((status) => [english.statuses[status].label, counts[status]]),
]);

log('');
const { rows: all } = await orders.list();
const skus = ['ARGAN-100', 'TAJINE-28', 'SAVON-NOIR'];
const ledger = (sku: string, place: 'reserved' | 'out'): number =>
  all
    .flatMap(({ order }) => order.stock)
    .filter((row) => row.sku === sku)
    .reduce((sum, row) => sum + row[place], 0);
table([
  ['Stock', 'on the shelf', 'reserved', 'sold', "orders' reserved", "orders' sold"],
  ...skus.map((sku) => {
    const { available, reserved, out } = stock.stock(sku);
    return [sku, available, reserved, out, ledger(sku, 'reserved'), ledger(sku, 'out')];
  }),
]);
const balanced = skus.every((sku) => {
  const { reserved, out } = stock.stock(sku);
  return reserved === ledger(sku, 'reserved') && out === ledger(sku, 'out');
});
say(
  balanced
    ? `${label('delivered')}: the shop's stock and the orders' ledger agree to the unit.`
    : 'The stock does NOT balance.',
);
if (!balanced || !same) process.exitCode = 1;
close();
file.remove();

chapter('     ', 'The lifecycle');
log(mermaid(lifecycle, { label: (status) => english.statuses[status as Order['status']].label }));
