import { expectStock, same } from '../expect-stock.js';
import { checksIn } from '../inventory-check.js';
import { heldBy, home, make, move, requestOf, reserve } from '../sample-request.js';

export const keepingApart = checksIn('names', [
  {
    id: 'tenants-apart',
    rules: [],
    title: 'keeps the stock of each tenant apart, and what orders of the same id hold there',
    needs: ['tenants'],
    run: async (open) => {
      const { inventory, receive } = open;
      await receive('OIL', 3, 'mine');
      await receive('OIL', 1, 'theirs');
      const lines = [move(2, 'available')];
      for (const [tenant, held] of [
        ['mine', 2],
        ['theirs', 1],
        ['nobodys', 0],
      ] as const) {
        const answer = await inventory.reserve(requestOf(`${tenant}/a/1/0`, 'a', lines, tenant));
        same(`held of ${tenant}`, heldBy(lines, answer), [held]);
      }
      const release = [move(2, 'reserved')];
      await inventory.release(requestOf('theirs/a/2/0', 'a', release, 'theirs'));
      await inventory.commit(requestOf('mine/b/1/0', 'b', [move(1, 'available')], 'mine'));
      await expectStock(open, { reserved: 2, out: 1 }, { tenant: 'mine' });
      await expectStock(open, { available: 1 }, { tenant: 'theirs' });
      await expectStock(open, {}, { tenant: 'nobodys' });
    },
  },
  {
    id: 'names-that-look-joined',
    rules: ['IN-3'],
    title: 'mixes no orders and lines up that would look alike if their names were joined',
    run: async (open) => {
      await open.receive('OIL', 99, home);
      const names = [
        ['a', 'b/c'],
        ['a/b', 'c'],
        ['a', 'b","c'],
        ['a","b', 'c'],
        ['ab', 'c'],
        ['a', 'bc'],
      ];
      for (const [n, [id = '', lineId = '']] of names.entries())
        await make(open.inventory, ['reserve', `e${n}`, id, move(n + 1, 'available', { lineId })]);
      let left = 21;
      for (const [n, [id = '', lineId = '']] of names.entries()) {
        await make(open.inventory, ['release', `f${n}`, id, move(99, 'reserved', { lineId })]);
        left -= n + 1;
        await expectStock(open, { available: 99 - left, reserved: left }, { when: `after ${n}` });
      }
    },
  },
  {
    id: 'odd-skus',
    rules: ['IN-2'],
    title: 'knows SKUs that have quotes, slashes, lines, emoji or 255 characters',
    run: async (open) => {
      const long = Array.from({ length: 255 }, (_, n) =>
        String.fromCodePoint(0x4e00 + ((n * n + n * 7) % 5000)),
      ).join('');
      const odd = [
        `it's "quoted" \`twice\``,
        `'; drop table stock; --`,
        '/a//b?c=d&e#f',
        '{"sku":1}',
      ];
      const more = [
        String.raw`C:\new %s $1 :id`,
        'two\nlines\t',
        'طلب',
        '🛵👩‍👩‍👧‍👦',
        '__proto__',
        'null',
        long,
      ];
      for (const [n, sku] of [...odd, ...more].entries()) {
        await open.receive(sku, 2, home);
        const held = await reserve(
          open.inventory,
          `e${n}`,
          sku,
          move(2, 'available', { lineId: sku, sku }),
        );
        same(`held of ${sku}`, held, [2]);
        await make(open.inventory, [
          'commit',
          `f${n}`,
          sku,
          move(1, 'reserved', { lineId: sku, sku }),
        ]);
        await expectStock(open, { reserved: 1, out: 1 }, { sku });
      }
    },
  },
  {
    id: 'odd-effect-ids',
    rules: ['IN-1'],
    title: 'tells effects apart whose ids look alike, or differ at the very end of a long one',
    run: async (open) => {
      const long = `default/${'%F0%9F%9B%B5'.repeat(40)}/1/`;
      const ids = [
        'a/1/0',
        'A/1/0',
        'a/1/0 ',
        'a/10/0',
        'a/1/00',
        'a%2F1/0',
        `${long}0`,
        `${long}1`,
      ];
      await open.receive('OIL', 99, home);
      for (const id of [...ids, ...ids])
        await make(open.inventory, ['reserve', id, 'a', move(1, 'available')]);
      await expectStock(open, { available: 99 - ids.length, reserved: ids.length });
    },
  },
]);
