import type { StockAccount, StockMove } from '../../order/index.js';
import type { Inventory } from '../../ports/index.js';
import { make, reserve } from './sample-request.js';
import type { Call } from './sample-request.js';

/** Where the units of one line are, as its order would say. */
export interface LineBooks {
  readonly held: number;
  readonly out: number;
  readonly back: number;
  readonly writtenOff: number;
}

/** One line of an order that lives by chance; every call is one that a lifecycle could make. */
export function randomLine(name: string, sku: string, pick: (below: number) => number) {
  const books = { held: 0, out: 0, back: 0, writtenOff: 0 };
  const calls: Call[] = [];
  const move = (quantity: number, from: StockAccount): StockMove => ({
    lineId: '1',
    sku,
    quantity,
    from,
  });

  /** The call, with what it changes in the line's own books. */
  function next(effectId: string): readonly [Call, () => void] {
    const some = (most: number): number => 1 + pick(most);
    const { held, out, back } = books;
    const what = pick(6);
    if (what === 0 && held > 0) {
      const units = some(held);
      return [['release', effectId, name, move(units, 'reserved')], () => (books.held -= units)];
    }
    if (what === 1 || what === 2) {
      const more = some(2);
      const lines = [...(held > 0 ? [move(held, 'reserved')] : []), move(more, 'available')];
      const leave = (): void => {
        books.held = 0;
        books.out += held + more;
      };
      return [['commit', effectId, name, ...lines], leave];
    }
    if (what === 3 && out > 0) {
      const units = some(out);
      const arrive = (): void => {
        books.out -= units;
        books.back += units;
      };
      return [['restock', effectId, name, move(units, 'out')], arrive];
    }
    if (what === 4 && out + back > 0) {
      const from = out > 0 ? 'out' : 'back';
      const units = some(books[from]);
      const giveUp = (): void => {
        books[from] -= units;
        books.writtenOff += units;
      };
      return [
        ['writeOff', effectId, name, move(units, from === 'out' ? 'out' : 'available')],
        giveUp,
      ];
    }
    return [['reserve', effectId, name, move(some(4), 'available')], () => undefined];
  }

  return {
    books: books as LineBooks,
    sku,
    /** Makes the next call, or one of the earlier ones again; tells which. */
    async step(inventory: Inventory): Promise<string> {
      const earlier = calls[pick(3 * calls.length + 1)];
      if (earlier) {
        await make(inventory, earlier);
        return `${earlier[0]} again`;
      }
      const [call, counted] = next(`${name}/${calls.length}`);
      const [kind, effectId, order, ...lines] = call;
      calls.push(call);
      if (kind === 'reserve') {
        const [units = 0] = await reserve(inventory, effectId, order, ...lines);
        books.held += units;
      } else await make(inventory, call);
      counted();
      return kind;
    },
  };
}
