import { effectsIn, historyOf, orderIn } from '../contents-of.js';
import { put } from '../put.js';
import { changeOf, effectOf } from '../sample-change.js';
import { orderOf } from '../sample-order.js';
import { same } from '../same.js';
import { checksIn } from '../store-check.js';

/** JSON of every kind. */
const plain = {
  nothing: null,
  yes: true,
  no: false,
  numbers: [0, -1, 0.1, 1e-7, 1e21, 5e-324, Number.MAX_VALUE, Number.MAX_SAFE_INTEGER],
  empty: [[], {}, ''],
  text: '\u0001\u001f\u007f\u2028 \\ " \u{1f6f5}',
  ['__proto__']: { polluted: true },
};

/** The same, so many levels down. */
function buried(levels: number): unknown {
  let value: unknown = plain;
  for (let level = 0; level < levels; level += 1) value = level % 2 ? [value, level] : { value };
  return value;
}

export const oddJson = checksIn('state', [
  {
    id: 'deep-json',
    rules: ['OS-3'],
    title: 'keeps events and effects of any shape, two hundred levels deep',
    run: async ({ store }) => {
      const a = orderOf('a');
      const event = { type: 'place', details: buried(200) };
      const effect = { type: 'call_due', details: buried(200) };
      await put(store, changeOf(a, { entry: { event }, effects: [effectOf(a, 0, { effect })] }));
      const [entry] = await historyOf(store, a);
      const [owed] = await effectsIn(store);
      same('the event', entry?.event, event);
      same('the effect', owed?.effect, effect);
    },
  },
  {
    id: 'large-amounts',
    rules: ['OS-3'],
    title: 'keeps amounts to the last minor unit, up to the largest whole number',
    run: async ({ store }) => {
      for (const amount of [0, 1, -1, 2 ** 31, 2 ** 53 - 1, 1 - 2 ** 53]) {
        const money = { amount, currency: 'MAD' };
        const lines = [{ id: '1', sku: 'OIL', title: 'Oil', quantity: 1, unitPrice: money }];
        const order = orderOf(`of ${amount}`, { amountDue: money, lines });
        await put(store, changeOf(order));
        same('the order', await orderIn(store, order), order);
      }
    },
  },
]);
