import { Pool } from 'pg';
import { describe, expect, inject, it, onTestFinished } from 'vitest';
import { OptionsError, StoreError } from 'cod-lifecycle';
import type { Inventory, StockMove } from 'cod-lifecycle';
import { fromPg, postgresInventory } from 'cod-lifecycle/postgres';
import type { PostgresClient } from 'cod-lifecycle/postgres';
import { freshSchema } from './fresh-schema.ts';

const skus = ['OIL', 'SOAP', 'CLAY', 'MINT', 'SALT'];
const order = { tenant: 'default', id: 'o1' };
const line: StockMove = { lineId: '1', sku: 'OIL', quantity: 2, from: 'available' };
const request = { effectId: 'e1', order, lines: [line] };

function pool(options = '', max = 12): Pool {
  const url = new URL(inject('postgres'));
  url.searchParams.set('options', options);
  const made = new Pool({ connectionString: url.href, max });
  onTestFinished(async () => (made.ended ? undefined : made.end()));
  return made;
}

async function opened(on: Pool, wrap = (client: PostgresClient) => client) {
  const schema = freshSchema();
  await postgresInventory(fromPg(on), { schema }).migrate();
  return postgresInventory(wrap(fromPg(on) as PostgresClient), {
    schema,
    timeoutMs: 20_000,
  });
}

/** Sixty calls of every kind, each about the same SKUs, in an order of its own. */
const storm: readonly (readonly [keyof Inventory, readonly StockMove[]])[] = Array.from(
  { length: 60 },
  (_, n) => {
    const calls = ['commit', 'reserve', 'restock', 'release', 'writeOff'] as const;
    const turned = [...skus.slice(n % 5), ...skus.slice(0, n % 5)];
    const lines = (n % 2 === 0 ? turned : turned.toReversed()).map((sku, index): StockMove => ({
      lineId: `${index}`,
      sku,
      quantity: 1 + (n % 3),
      from: 'out',
    }));
    return [calls[n % 5] ?? 'commit', lines];
  },
);

const raging = ({ inventory, id }: { inventory: Inventory; id: number }) => {
  const [call, lines] = storm[id] ?? ['commit', []];
  return inventory[call]({
    effectId: `e${id}`,
    order: { tenant: 'default', id: `o${id % 7}` },
    lines,
  });
};

describe('calls at once', () => {
  it('never wait for each other in a circle, though none of the SKUs was known before', async () => {
    const inventory = await opened(pool());
    const ids = Array.from(storm.keys());
    const receipts = skus
      .toReversed()
      .map(async (sku) => inventory.receive({ sku, units: 20, receiptId: 'delivery-1' }));
    await Promise.all([...ids, ...ids].map(async (id) => raging({ inventory, id })));
    await Promise.all(receipts);
    for (const sku of skus) {
      const { available, reserved, out, writtenOff, missing } = await inventory.stock(sku);
      expect(available + reserved + out + writtenOff - missing).toBe(20);
    }
  });

  it('that lose a race under a stricter isolation have moved nothing, and come again', async () => {
    const races = { undone: 0 };
    const strict = pool('-c default_transaction_isolation=serializable', 4);
    const inventory = await opened(strict, (client) => ({
      async query(statement, input, tx) {
        try {
          return await client.query(statement, input, tx);
        } catch (error) {
          if ((error as { code?: string }).code === '40001') races.undone += 1;
          throw error;
        }
      },
    }));
    await inventory.receive({ sku: 'OIL', units: 10, receiptId: 'delivery-1' });
    const refusals: unknown[] = [];
    const ask = async (n: number): Promise<number> => {
      try {
        const lines = [{ ...line, quantity: 1 }];
        const { lines: held } = await inventory.reserve({ effectId: `e${n}`, order, lines });
        return held[0]?.held ?? 0;
      } catch (error) {
        refusals.push(error);
        return ask(n);
      }
    };
    const held = await Promise.all(Array.from({ length: 15 }, async (_, n) => ask(n)));
    expect(held.toSorted((a, b) => a - b)).toEqual([0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]);
    expect(await inventory.stock('OIL')).toMatchObject({ available: 0, reserved: 10 });
    const lost = { code: 'store_failed', verdict: 'not_applied', reason: '40001' };
    expect(refusals).toEqual(refusals.map(() => expect.objectContaining(lost)));
    // Sooner or later two of them meet; each was sent again by itself before it was refused.
    for (let n = 100; races.undone === 0; n += 4)
      await Promise.all([n, n + 1, n + 2, n + 3].map(ask));
    expect(races.undone).toBeGreaterThan(refusals.length);
  });
});

describe('a failure', () => {
  it('is a StoreError: nothing was written where there was no connection', async () => {
    const on = pool();
    const inventory = await opened(on);
    await inventory.receive({ sku: 'OIL', units: 10, receiptId: 'delivery-1' });
    await on.end();
    for (const call of [inventory.reserve(request), inventory.stock('OIL'), inventory.migrate()]) {
      const error = await call.catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(StoreError);
      expect(error).toMatchObject({ verdict: 'not_applied' });
    }
  });

  it('leaves it open what was written where the answer of a call was lost, and a repeat tells', async () => {
    const lost = Object.assign(new Error('gone'), { code: 'ECONNRESET' });
    let losing = false;
    const inventory = await opened(pool(), (client) => ({
      async query(statement, input) {
        const answer = await client.query(statement, input);
        if (losing) throw lost;
        return answer;
      },
    }));
    await inventory.receive({ sku: 'OIL', units: 10, receiptId: 'delivery-1' });
    losing = true;
    const unknown = { code: 'store_failed', verdict: 'unknown', reason: 'ECONNRESET' };
    await expect(inventory.reserve(request)).rejects.toMatchObject(unknown);
    const more = { sku: 'OIL', units: 1, receiptId: 'delivery-2' };
    await expect(inventory.receive(more)).rejects.toMatchObject(unknown);
    await expect(inventory.stock('OIL')).rejects.toMatchObject({ verdict: 'not_applied' });
    losing = false;
    expect(await inventory.reserve(request)).toEqual({ lines: [{ lineId: '1', held: 2 }] });
    expect(await inventory.receive(more)).toBe(false);
    expect(await inventory.stock('OIL')).toMatchObject({ available: 9, reserved: 2 });
  });

  it('of the options names the one that makes no sense', () => {
    const client = { query: () => Promise.reject(new Error('never')) };
    for (const [option, options] of [
      ['prefix', { prefix: 'a b' }],
      ['schema', { schema: '"' }],
      ['timeoutMs', { timeoutMs: 0 }],
    ] as const) {
      const made = () => postgresInventory(client, options);
      expect(made).toThrow(OptionsError);
      expect(made).toThrow(option);
    }
  });
});
