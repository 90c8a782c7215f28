import type { Change, OrderStore } from '../../../ports/index.js';
import { contentsOf, orderIn } from '../contents-of.js';
import { put, putAll } from '../put.js';
import { refusalOf } from '../refusal-of.js';
import { changeOf, effectOf, owing } from '../sample-change.js';
import { nextOf, orderOf, ordersOf } from '../sample-order.js';
import { same } from '../same.js';
import { checksIn } from '../store-check.js';

/** No JSON says either of these. */
const big = (2n ** 64n) as never;
const circle = {} as { self?: unknown };
circle.self = circle;

const refused = 'store_failed not_applied';

/** That a commit is refused, and leaves the store as it was. */
async function expectRefused(
  store: OrderStore,
  changes: readonly Change[],
  ids: readonly string[],
): Promise<void> {
  const before = await contentsOf(store, ...ids);
  same('the commit', await refusalOf(() => store.commit(changes)), refused);
  same('the store', await contentsOf(store, ...ids), before);
}

const a = orderOf('a');
const moved = nextOf(a, { status: 'confirmed' });

/** The change, with something in it that no store can keep. */
const spoilt: { readonly [Part in 'order' | 'entry' | 'effect']: readonly Change[] } = {
  order: [big, circle as never].map((note) => owing({ ...moved, metadata: { note } }, 1)),
  entry: [big, circle].map((text) =>
    owing(moved, 1, { entry: { event: { type: 'add_note', text } as never } }),
  ),
  effect: [big, circle].map((at) => {
    const last = effectOf(moved, 1, { effect: { type: 'call_due', at } as never });
    return changeOf(moved, { effects: [effectOf(moved, 0), last] });
  }),
};

const refusalsOf = (part: keyof typeof spoilt) => ({
  id: `unkeepable-${part}`,
  rules: ['OS-3', 'OS-11'],
  title: `refuses an ${part} that cannot be kept, and writes nothing of its change`,
  run: async ({ store }: { readonly store: OrderStore }) => {
    await put(store, owing(a, 1));
    for (const change of spoilt[part]) await expectRefused(store, [change], ['a']);
  },
});

export const refusing = checksIn('atomicity', [
  refusalsOf('order'),
  refusalsOf('entry'),
  refusalsOf('effect'),
  {
    id: 'unkeepable-among-others',
    rules: ['OS-3', 'OS-11'],
    title: 'writes nothing of two changes, or of three hundred, where one of them cannot be kept',
    run: async ({ store }) => {
      for (const size of [2, 300]) {
        const orders = ordersOf(size, `of${size}-`);
        const old = orders.filter((_, index) => index % 2 === 0);
        await putAll(
          store,
          old.map((order) => changeOf(order)),
        );
        const changes = orders.map((order, index) =>
          owing(index % 2 === 0 ? nextOf(order) : order, 1),
        );
        const odd = changes.map((change, index) =>
          index === size / 2
            ? { ...change, order: { ...change.order, metadata: { note: big } } }
            : change,
        );
        const ids = [orders[0], orders[1], orders.at(-1)].map((order) => order?.id ?? '');
        await expectRefused(store, odd, ids);
        await putAll(store, changes);
      }
    },
  },
  {
    id: 'whole-or-refused',
    rules: ['OS-3', 'OS-11'],
    title: 'keeps whole what few can keep, or refuses it whole: a null byte, half a character',
    run: async ({ store }) => {
      const texts = { byte: 'a\0b', half: 'a\ud800b', otherHalf: '\udc00' };
      for (const [name, text] of Object.entries(texts)) {
        const odd = orderOf(name, { metadata: { text } });
        const other = orderOf(`beside-${name}`);
        const outcome = await refusalOf(() => store.commit([changeOf(other), changeOf(odd)]));
        const kept = outcome === 'nothing';
        if (!kept) same('the commit', outcome, refused);
        same('the order', await orderIn(store, odd), kept ? odd : null);
        same('the order beside it', await orderIn(store, other), kept ? other : null);
      }
    },
  },
  {
    id: 'what-json-leaves-out',
    rules: ['OS-3', 'OS-11'],
    title: 'leaves out what JSON leaves out, such as a function, or refuses it; it keeps the rest',
    run: async ({ store }) => {
      const rest = orderOf('a', { metadata: { colour: 'blue' } });
      const note = (() => 'kept nowhere') as never;
      const odd = orderOf('a', { metadata: { colour: 'blue', note } });
      const outcome = await refusalOf(() => store.commit([changeOf(odd)]));
      const kept = outcome === 'nothing';
      if (!kept) same('the commit', outcome, refused);
      same('the order', await orderIn(store, odd), kept ? rest : null);
    },
  },
]);
