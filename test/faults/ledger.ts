import type { LineStock, OrderEffect, StockMove } from 'cod-lifecycle';
import type { EffectRow } from './tables.ts';

/** Where an effect on stock puts units; they come from where each line says. */
const to: Readonly<Record<string, 'reserved' | 'out' | null>> = {
  reserve_stock: 'reserved',
  record_holding: 'reserved',
  release_stock: null,
  record_shortage: null,
  commit_stock: 'out',
  restock_stock: null,
  write_off_stock: null,
};

interface Held {
  reserved: number;
  out: number;
}

const rowOf = ({ lineId, sku }: { readonly lineId: string; readonly sku: string }): string =>
  JSON.stringify([lineId, sku]);

/** What the effects that were written down hold of each row, all added up. */
function heldBy(effects: readonly EffectRow[]): ReadonlyMap<string, Held> {
  const held = new Map<string, Held>();
  for (const { effect } of effects) {
    const target = to[effect.type];
    if (target === undefined) continue;
    const { lines } = effect as OrderEffect & { readonly lines: readonly StockMove[] };
    for (const move of lines) {
      const row = held.get(rowOf(move)) ?? { reserved: 0, out: 0 };
      held.set(rowOf(move), row);
      if (move.from === 'reserved' || move.from === 'out') row[move.from] -= move.quantity;
      if (target !== null) row[target] += move.quantity;
    }
  }
  return held;
}

/** A ledger that balances: every unit in one place, no more than were ordered, and moved by the effects alone. */
export function ledgerProblems(
  stock: readonly LineStock[],
  effects: readonly EffectRow[],
): readonly string[] {
  const problems: string[] = [];
  const held = heldBy(effects);
  for (const row of stock) {
    const { ordered, reserved, out, restocked, writtenOff, short } = row;
    const counts = [ordered, reserved, out, restocked, writtenOff, short];
    if (!counts.every((units) => Number.isSafeInteger(units) && units >= 0)) {
      problems.push(`row ${rowOf(row)} counts units that cannot be`);
    }
    if (reserved + out + restocked + writtenOff > ordered) {
      problems.push(`row ${rowOf(row)} holds more than was ordered`);
    }
  }
  const rows = new Map(stock.map((row) => [rowOf(row), row]));
  for (const name of new Set([...rows.keys(), ...held.keys()])) {
    const { reserved = 0, out = 0 } = rows.get(name) ?? {};
    const moved = held.get(name) ?? { reserved: 0, out: 0 };
    if (moved.reserved !== reserved || moved.out !== out) {
      problems.push(`the effects of row ${name} do not add up to its ledger`);
    }
  }
  return problems;
}
