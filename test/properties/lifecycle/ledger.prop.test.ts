import * as fc from 'fast-check';
import { decideAny } from 'cod-lifecycle';
import type { LineStock, Order, OrderEffect } from 'cod-lifecycle';
import { memoryInventory } from 'cod-lifecycle/memory';
import { arbitraryLife, ledgerAfter } from 'cod-lifecycle/testing';
import type { Life } from 'cod-lifecycle/testing';
import { isClosed } from 'cod-lifecycle/core';
import { describe, expect, it } from 'vitest';
import { balance, postingsOf } from './accounts.ts';
import { runs } from './runs.ts';

const lives = arbitraryLife();

/** The effects owed up to each version, with that version. */
function booksAt({ steps }: Life): readonly { order: Order; effects: readonly OrderEffect[] }[] {
  const effects: OrderEffect[] = [];
  return steps.flatMap(({ decision }) => {
    if (!decision.ok) return [];
    effects.push(...decision.effects);
    return [{ order: decision.order, effects: [...effects] }];
  });
}

const unitOf = ({ lineId, sku }: LineStock): string => JSON.stringify([lineId, sku]);
const sum = (rows: readonly LineStock[], key: 'reserved' | 'out'): number =>
  rows.reduce((total, row) => total + row[key], 0);

describe('the stock ledger of an order', () => {
  it('is never below zero, and never holds or hands out more than was ordered', () => {
    fc.assert(
      fc.property(lives, ({ orders }) => {
        for (const row of orders.flatMap(({ stock }) => stock)) {
          const { ordered, reserved, out, restocked, writtenOff, short } = row;
          for (const units of [ordered, reserved, out, restocked, writtenOff, short]) {
            expect(Number.isSafeInteger(units) && units >= 0).toBe(true);
          }
          expect(reserved + out).toBeLessThanOrEqual(ordered);
          expect(reserved + out + restocked + writtenOff).toBeLessThanOrEqual(ordered);
          expect(short).toBeLessThanOrEqual(ordered);
        }
      }),
      runs(500),
    );
  });

  it('holds on the shelf and outside just what the status asks for', () => {
    fc.assert(
      fc.property(lives, ({ orders, lifecycle }) => {
        const { reserveAt, restockAt } = lifecycle.policy.stock;
        for (const { status, stock } of orders) {
          for (const row of stock) {
            const waits = status === 'new' || status === 'no_answer';
            const agreed = status === 'confirmed' || status === 'processing';
            const holds = (waits && reserveAt === 'placed') || (agreed && reserveAt !== 'never');
            expect(row.reserved).toBe(holds ? row.ordered - row.short : 0);
            const left = ['shipped', 'out_for_delivery', 'delivered'].includes(status);
            const comesBackLate = status === 'returned' && restockAt === 'received';
            const gone = comesBackLate ? row.ordered - row.restocked - row.writtenOff : 0;
            expect(row.out).toBe(left ? row.ordered : gone);
          }
        }
      }),
      runs(500),
    );
  });

  it('has one row for each line of the order', () => {
    fc.assert(
      fc.property(lives, ({ orders }) => {
        for (const { lines, stock } of orders) {
          const wanted = lines.map(({ id, sku, quantity }) => [id, sku, quantity]);
          expect(stock.map(({ lineId, sku, ordered }) => [lineId, sku, ordered])).toEqual(wanted);
        }
      }),
      runs(500),
    );
  });

  it('says the same as books kept apart from it, by double entry over what was owed', () => {
    fc.assert(
      fc.property(lives, (life) => {
        for (const { order, effects } of booksAt(life)) {
          const postings = postingsOf(effects);
          for (const row of order.stock) {
            expect(balance(postings, 'reserved', unitOf(row))).toBe(row.reserved);
            expect(balance(postings, 'out', unitOf(row))).toBe(row.out);
          }
          expect(balance(postings, 'reserved')).toBe(sum(order.stock, 'reserved'));
          expect(balance(postings, 'out')).toBe(sum(order.stock, 'out'));
        }
      }),
      runs(300),
    );
  });

  it('takes from no account what is not there, and moves no unit nowhere', () => {
    fc.assert(
      fc.property(lives, ({ effects }) => {
        const postings = postingsOf(effects);
        for (const [index, { unit, from, to, quantity }] of postings.entries()) {
          expect(from).not.toBe(to);
          expect(quantity).toBeGreaterThan(0);
          const before = postings.slice(0, index);
          if (from === 'available') continue;
          expect(balance(before, from, unit)).toBeGreaterThanOrEqual(quantity);
        }
      }),
      runs(300),
    );
  });

  it('has let go of every reserved unit exactly once by the time the order is closed', () => {
    const closed = lives.filter(({ order }) => isClosed(order));
    fc.assert(
      fc.property(closed, ({ order, effects }) => {
        const postings = postingsOf(effects);
        const total = (from: string, to: string): number =>
          postings
            .filter((posting) => posting.from === from && posting.to === to)
            .reduce((units, { quantity }) => units + quantity, 0);

        const reserved = total('available', 'reserved');
        expect(total('reserved', 'available') + total('reserved', 'out')).toBe(reserved);
        const left = total('reserved', 'out') + total('available', 'out');
        const sold = order.status === 'delivered' ? sum(order.stock, 'out') : 0;
        expect(sold + total('out', 'available') + total('out', 'written_off')).toBe(left);
        const ordered = order.stock.reduce((units, row) => units + row.ordered, 0);
        expect(sold).toBe(order.status === 'delivered' ? ordered : 0);
      }),
      runs(300),
    );
  });

  it('puts back no more stock than went out, whatever is asked of it', () => {
    fc.assert(
      fc.property(lives, (life) => {
        const { restocked, writtenOff, out, reserved } = ledgerAfter(life);
        expect(restocked + writtenOff).toBeLessThanOrEqual(out);
        expect(Math.min(restocked, writtenOff, reserved)).toBeGreaterThanOrEqual(0);
      }),
      runs(500),
    );
  });

  it('gives nothing the second time when the same is asked twice', () => {
    fc.assert(
      fc.property(lives, ({ lifecycle, steps }) => {
        for (const { event, context, decision } of steps) {
          if (!decision.ok || event.type === 'correct') continue;
          const again = decideAny(lifecycle, decision.order, event, context);
          if (!again.ok || again.order.status !== decision.order.status) continue;
          // Goods may come back in parts: a second parcel is no repeat of the first.
          if (event.type === 'receive_return') continue;
          expect(again.effects.filter(({ type }) => type.endsWith('_stock'))).toEqual([]);
        }
      }),
      runs(200),
    );
  });
});

describe('the stock that the effects reach', () => {
  /** Hands the effects over one by one; news from the stock itself is what it did by itself. */
  async function handOver({ effects, order: { tenant, id } }: Life) {
    const inventory = memoryInventory({ 'ARGAN-50': 1e12, SOAP: 1e12, constructor: 1e12 });
    const calls = {
      reserve_stock: inventory.reserve,
      record_holding: inventory.reserve,
      release_stock: inventory.release,
      record_shortage: inventory.release,
      commit_stock: inventory.commit,
      restock_stock: inventory.restock,
      write_off_stock: inventory.writeOff,
    };
    for (const [index, effect] of effects.entries()) {
      if (!('lines' in effect)) continue;
      const request = { effectId: String(index), order: { tenant, id }, lines: effect.lines };
      await calls[effect.type](request);
      if (index % 3 === 0) await calls[effect.type](request);
    }
    return inventory;
  }

  it('ends up as the ledger says, also when it is told twice', async () => {
    await fc.assert(
      fc.asyncProperty(lives, async (life) => {
        const inventory = await handOver(life);
        for (const sku of ['ARGAN-50', 'SOAP', 'constructor']) {
          const rows = life.order.stock.filter((row) => row.sku === sku);
          const { available, reserved, out, writtenOff } = inventory.stock(sku);
          expect(reserved).toBe(sum(rows, 'reserved'));
          expect(out).toBe(sum(rows, 'out'));
          expect(available + reserved + out + writtenOff).toBe(1e12);
        }
      }),
      runs(300),
    );
  });
});
