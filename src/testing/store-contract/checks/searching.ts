import { foundBy } from '../found-by.js';
import { put, putAll } from '../put.js';
import { changeOf } from '../sample-change.js';
import { nextOf, orderOf, tenant } from '../sample-order.js';
import { same } from '../same.js';
import { checksIn } from '../store-check.js';

const known = [
  ['a', '#1042', '+212 6 61-23 45 67'],
  ['b', '#10420', '0661234568'],
  ['c', 'CM-77', '00212661239999'],
  ['d', 'cm-78%', '+97317123456'],
  ['e', '#7', '٠٦٦٢٠٠٠٠٠١'],
  ['v%_', null, 'none'],
] as const;

/** What somebody types, and whom it finds. */
const typed: readonly (readonly [typed: string, ids: readonly string[]])[] = [
  ['1042', ['a', 'b']],
  ['#1042', ['a', 'b']],
  ['  #10420 ', ['b']],
  ['042', []],
  ['cm-7', ['c', 'd']],
  ['CM-77', ['c']],
  ['cm-%', []],
  ['cm_7', []],
  ['cm-78%', ['d']],
  ['7', ['e']],
  ['10', []],
  ['4567', ['a']],
  ['0661234567', ['a']],
  ['+212661234567', ['a']],
  ['00212 661 23 45 68', ['b']],
  ['0661239999', ['c']],
  ['17123456', ['d']],
  ['0001', ['e']],
  ['00 00 01', ['e']],
  ['02000001', ['e']],
  ['0000', []],
  ['017123456', ['d']],
  ['0123456', ['d']],
  ['+212 662 000001', ['e']],
  ['٠٦٦١٢٣٤٥٦٧', ['a']],
  ['١٠٤٢', ['a', 'b']],
  ['999', []],
  ['v%_', ['v%_']],
  ['v%', []],
  ['none', []],
  ["' or 1=1 --", []],
];

export const searching = checksIn('query', [
  {
    id: 'searches',
    rules: ['OS-17'],
    title: 'finds an order by the beginning of its number, the end of its phone, or its id',
    run: async ({ store }) => {
      await putAll(
        store,
        known.map(([id, reference, phone]) => {
          const { source, customer } = orderOf(id);
          const named = { ...source, reference };
          return changeOf(orderOf(id, { source: named, customer: { ...customer, phone } }));
        }),
      );
      for (const [text, ids] of typed)
        same(JSON.stringify(text), await foundBy(store, { search: text }), ids);
      const beside = { tenant, search: '1042', status: ['confirmed'], limit: 9 };
      same('in another status', (await store.list(beside)).rows, []);
      same('counted', await store.counts({ tenant, search: '1042' }), { new: 2 });
    },
  },
  {
    id: 'searches-for-a-new-phone',
    rules: ['OS-17'],
    title: 'finds an order by the phone that it has now, and not by the one that it had',
    run: async ({ store }) => {
      const order = orderOf('a');
      await put(store, changeOf(order));
      const customer = { ...order.customer, phone: '+212 677 123456' };
      await put(store, changeOf(nextOf(order, { customer })));
      same('by the new one', await foundBy(store, { search: '0677123456' }), ['a']);
      same('by the old one', await foundBy(store, { search: order.customer.phone }), []);
    },
  },
]);
