import { contentsOf, effectsIn, historyOf, orderIn } from '../contents-of.js';
import { put } from '../put.js';
import { changeOf, effectOf } from '../sample-change.js';
import { orderOf, tenant } from '../sample-order.js';
import { same } from '../same.js';
import type { OrderStore } from '../../../ports/index.js';
import { checksIn } from '../store-check.js';

/** That an order under these names is found again by each of them, with its history and its effects. */
async function expectNamed(store: OrderStore, name: string): Promise<void> {
  const source = { kind: 'manual', shop: name, externalId: name, reference: null };
  const order = orderOf(name, { source });
  const change = changeOf(order, { commandId: name, effects: [effectOf(order, 0)] });
  await put(store, change);
  const found = { order, earlier: change.entry };
  const commandId = name;
  same('by its id', await store.load([{ tenant, id: name, commandId }]), [found]);
  same('by its source', await store.load([{ tenant, source, commandId }]), [found]);
  same('its history', await historyOf(store, order), [change.entry]);
  const owed = (await effectsIn(store)).filter(({ id }) => id === name);
  same('its effects', owed, [
    { ...change.effects[0], state: 'pending', failures: 0, reason: null },
  ]);
}

/** Texts that a careless hand would cut, quote, fold or take for an order of its own. */
const oddNames = [
  `it's "quoted" \`twice\``,
  `'; drop table orders; --`,
  '/a//b/../c?d=e&f#g',
  String.raw`C:\new\table %s %d $1 :id @id`,
  '{"tenant":"a"}',
  '["default","o1"]',
  'two\nlines\tand a tab\r\n',
  ' blanks around ',
  'طلب رقم ٤٢',
  '注文・第４２号',
  '🛵📦👩‍👩‍👧‍👦 🇲🇦',
  '__proto__',
  'null',
  '0',
];

/** 255 characters from one block, no two neighbours alike, so that nothing can be pressed. */
const longName = (from: number, of: number): string =>
  Array.from({ length: 255 }, (_, n) => String.fromCodePoint(from + ((n * n + n * 7) % of))).join(
    '',
  );

export const oddData = checksIn('state', [
  {
    id: 'odd-names',
    rules: ['OS-2'],
    title: 'finds orders whose ids, sources and commands have quotes, slashes, lines and emoji',
    run: async ({ store }) => {
      for (const name of oddNames) await expectNamed(store, name);
    },
  },
  {
    id: 'long-names',
    rules: ['OS-2'],
    title: 'finds orders whose ids, sources and commands have 255 characters of any script',
    run: async ({ store }) => {
      await expectNamed(store, longName(0x61, 26));
      await expectNamed(store, longName(0x621, 40));
      await expectNamed(store, longName(0x4e00, 5000));
    },
  },
  {
    id: 'alike-names',
    rules: ['OS-2', 'OS-6'],
    title: 'tells names apart that only look alike: by their case, their blanks, their accents',
    run: async ({ store }) => {
      const names = ['cafe', 'Cafe', 'cafe ', 'caf\u00e9', 'cafe\u0301', 'ｃａｆｅ', 'caf'];
      for (const name of names) await expectNamed(store, name);
      const { listed } = await contentsOf(store);
      same('how many', listed.length, names.length);
    },
  },
  {
    id: 'big-metadata',
    rules: ['OS-3'],
    title: 'keeps a megabyte of a host’s own strings',
    run: async ({ store }) => {
      const entries = Array.from({ length: 100 }, (_, n) => [
        `key-${n}`,
        `${n}é`.padEnd(10_000, 'x'),
      ]);
      const order = orderOf('a', {
        metadata: Object.fromEntries(entries) as Record<string, string>,
      });
      await put(store, changeOf(order));
      same('the order', await orderIn(store, order), order);
    },
  },
  {
    id: 'odd-metadata',
    rules: ['OS-3'],
    title: 'keeps a host’s own strings under any key, such as __proto__',
    run: async ({ store }) => {
      const named = oddNames.map((name) => [name, name] as const);
      const entries = [...named, ['', ''], ['constructor', 'x'], ['a.b', '$'], ['$where', '1']];
      // As JSON brings it: `__proto__` is a key like any other.
      const metadata = Object.fromEntries(entries) as Record<string, string>;
      const order = orderOf('a', { metadata });
      await put(store, changeOf(order));
      same('the order', await orderIn(store, order), order);
      same('the keys', Object.keys(metadata).length, entries.length);
    },
  },
]);
