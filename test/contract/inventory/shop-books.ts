import { expect, it } from 'vitest';
import { OptionsError } from 'cod-lifecycle';
import type { StockMove, StockRequest } from 'cod-lifecycle';
import type { ShopInventory } from 'cod-lifecycle/sqlite';
import type { SqlPlace } from './places.ts';

const empty = { available: 0, reserved: 0, out: 0, writtenOff: 0, missing: 0 };
const oil = { sku: 'OIL', units: 5, receiptId: 'delivery-1' };
const order = { tenant: 'default', id: 'o1' };
const line: StockMove = { lineId: '1', sku: 'OIL', quantity: 1, from: 'available' };
const request: StockRequest = { effectId: 'e1', order, lines: [line] };

type Ask = (inventory: ShopInventory) => Promise<unknown>;
const reserving =
  (fields: object): Ask =>
  async (inventory) =>
    inventory.reserve({ ...request, ...fields });
const moving = (fields: object): Ask => reserving({ lines: [line, { ...line, ...fields }] });
const receiving =
  (fields: object): Ask =>
  async (inventory) =>
    inventory.receive({ ...oil, ...fields });
const listing =
  (fields: object): Ask =>
  async (inventory) =>
    inventory.list({ limit: 9, ...fields });

const long = 'x'.repeat(256);

/** What is wrong, and the field that says so. */
const wrong: readonly (readonly [field: string, Ask])[] = [
  ['request ', async ({ commit }) => commit(undefined as never)],
  ['request.effectId ', reserving({ effectId: '' })],
  ['request.order ', reserving({ order: 'o1' })],
  ['request.order.tenant ', reserving({ order: { id: 'o1' } })],
  ['request.order.id ', reserving({ order: { ...order, id: 7 } })],
  ['request.lines ', reserving({ lines: line })],
  ['request.lines.0 ', reserving({ lines: [null] })],
  ['request.lines.1.lineId ', moving({ lineId: long })],
  ['request.lines.1.sku ', moving({ sku: 'a\0b' })],
  ['request.lines.1.sku ', moving({ sku: 'a\ud800b' })],
  ['request.lines.1.quantity ', moving({ quantity: 0 })],
  ['request.lines.1.quantity ', moving({ quantity: 1.5 })],
  ['request.lines.1.quantity ', moving({ quantity: '1' })],
  ['request.lines.1.from ', moving({ from: 'shelf' })],
  ['receipt ', async ({ receive }) => receive('delivery-1' as never)],
  ['receipt.tenant ', receiving({ tenant: '' })],
  ['receipt.sku ', receiving({ sku: undefined })],
  ['receipt.units ', receiving({ units: -1 })],
  ['receipt.units ', receiving({ units: 1e13 })],
  ['receipt.receiptId ', receiving({ receiptId: null })],
  ['sku ', async ({ stock }) => stock('')],
  ['options.tenant ', async ({ stock }) => stock('OIL', { tenant: long })],
  ['query.limit ', listing({ limit: 0 })],
  ['query.limit ', listing({ limit: 1001 })],
  ['query.after ', listing({ after: 7 })],
  ['query.tenant ', listing({ tenant: {} })],
  ['options ', async ({ prune }) => prune(undefined as never)],
  ['options.before ', async ({ prune }) => prune({ before: 'yesterday' })],
  ['options.before ', async ({ prune }) => prune({ before: '2026-02-30T25:00:00Z' })],
  ['options.limit ', async ({ prune }) => prune({ before: '2026-01-01T00:00:00Z', limit: 0 })],
];

/** What a shop itself does with stock on tables of its own. */
export function shopBooks({ open }: Pick<SqlPlace, 'open'>): void {
  const opened = (work: (inventory: ShopInventory) => Promise<void>) => async () => {
    const { inventory, close } = await open();
    await work(inventory);
    await close();
  };

  it(
    'counts each SKU of a receipt once, however often it is told, and whoever else uses its id',
    opened(async (inventory) => {
      const twenty = Array.from({ length: 20 }, async () => inventory.receive(oil));
      expect((await Promise.all(twenty)).filter(Boolean)).toHaveLength(1);
      expect(await inventory.receive({ ...oil, sku: 'SOAP', units: 2 })).toBe(true);
      expect(await inventory.receive({ ...oil, tenant: 'other', units: 3 })).toBe(true);
      expect(await inventory.receive({ ...oil, receiptId: 'delivery-2', units: 1 })).toBe(true);
      expect(await inventory.receive(oil)).toBe(false);
      expect(await inventory.stock('OIL')).toEqual({ ...empty, available: 6 });
      expect(await inventory.stock('SOAP')).toEqual({ ...empty, available: 2 });
      expect(await inventory.stock('OIL', { tenant: 'other' })).toEqual({ ...empty, available: 3 });
      expect(await inventory.stock('CLAY')).toEqual(empty);
    }),
  );

  it(
    'refuses a receipt that says another number than it did, and counts nothing of it',
    opened(async (inventory) => {
      await inventory.receive(oil);
      const more = inventory.receive({ ...oil, units: 6 });
      await expect(more).rejects.toThrow(
        new OptionsError('receipt.units', 'must be 5, as the receipt said before'),
      );
      expect(await inventory.stock('OIL')).toEqual({ ...empty, available: 5 });
    }),
  );

  it(
    'counts a receipt and an effect of the same id each by itself',
    opened(async (inventory) => {
      await inventory.receive({ ...oil, receiptId: 'e1' });
      expect(await inventory.reserve(request)).toEqual({ lines: [{ lineId: '1', held: 1 }] });
      expect(await inventory.stock('OIL')).toEqual({ ...empty, available: 4, reserved: 1 });
    }),
  );

  it(
    'lists each SKU once, page after page, also while goods come and go',
    opened(async (inventory) => {
      const skus = ['b', 'a', 'A', 'é', 'z', 'ｚ', 'B', '🛵', 'a '];
      for (const sku of skus) await inventory.receive({ ...oil, sku });
      await inventory.receive({ ...oil, sku: 'c', tenant: 'other' });
      const seen: string[] = [];
      let after: string | null = null;
      do {
        const page = await inventory.list({ limit: 2, ...(after !== null && { after }) });
        seen.push(...page.rows.map(({ sku, available }) => `${sku}:${available}`));
        after = page.next;
        // What came before the page is not shown again, nor does it push anything out of sight.
        await inventory.receive({ ...oil, sku: '0', receiptId: `r${seen.length}` });
      } while (after !== null);
      const sorted = ['A', 'B', 'a', 'a ', 'b', 'z', 'é', 'ｚ', '🛵'];
      expect(seen).toEqual(sorted.map((sku) => `${sku}:5`));
      const { rows, next } = await inventory.list({ limit: 10 });
      expect(rows.map(({ sku }) => sku)).toEqual(['0', ...sorted]);
      expect(rows[1]).toEqual({ sku: 'A', ...empty, available: 5 });
      expect(next).toBeNull();
    }),
  );

  it(
    'knows of a SKU what it was told, and makes none up for an order that asks',
    opened(async (inventory) => {
      await inventory.reserve(request);
      await inventory.release({ ...request, effectId: 'e2' });
      expect((await inventory.list({ limit: 9 })).rows).toEqual([]);
    }),
  );

  it(
    'forgets the effects that it answered before a time, as many as it is told, and no receipt',
    opened(async (inventory) => {
      await inventory.receive(oil);
      const names = ['e1', 'e2', 'e3'];
      for (const effectId of names) await inventory.reserve({ ...request, effectId });
      const past = { before: '2020-01-01T00:00:00.000Z' };
      expect(await inventory.prune(past)).toBe(0);
      await inventory.reserve(request);
      expect(await inventory.stock('OIL')).toMatchObject({ reserved: 3 });
      const all = { before: '2999-01-01T00:00:00Z' };
      expect(await inventory.prune({ ...all, limit: 2 })).toBe(2);
      expect(await inventory.prune(all)).toBe(1);
      expect(await inventory.prune(all)).toBe(0);
      await inventory.reserve(request);
      expect(await inventory.stock('OIL')).toMatchObject({ reserved: 4 });
      expect(await inventory.receive(oil)).toBe(false);
    }),
  );

  it(
    'serves an order of a thousand lines',
    opened(async (inventory) => {
      const lines = Array.from({ length: 1000 }, (_, n) => ({
        ...line,
        lineId: `${n}`,
        sku: `S${n % 7}`,
      }));
      await inventory.receive({ ...oil, sku: 'S3', units: 100 });
      const { lines: held } = await inventory.reserve({ ...request, lines });
      expect(held.filter((one) => one.held === 1)).toHaveLength(100);
      const leaving = lines.map((one) => ({ ...one, from: 'reserved' as const }));
      await inventory.commit({ effectId: 'e2', order, lines: leaving });
      expect(await inventory.stock('S3')).toEqual({ ...empty, out: 143, missing: 43 });
    }),
  );

  it(
    'names the field that makes no sense, and moves nothing',
    opened(async (inventory) => {
      await inventory.receive(oil);
      for (const [field, ask] of wrong) {
        const thrown = await ask(inventory).catch((error: unknown) => error);
        expect(thrown, field).toBeInstanceOf(OptionsError);
        expect((thrown as Error).message.startsWith(field), `${field}: ${String(thrown)}`).toBe(
          true,
        );
      }
      expect(await inventory.stock('OIL')).toEqual({ ...empty, available: 5 });
    }),
  );
}
