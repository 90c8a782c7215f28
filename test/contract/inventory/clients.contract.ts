import { afterAll, describe, expect, inject, it, onTestFinished } from 'vitest';
import { postgresInventory } from 'cod-lifecycle/postgres';
import { drizzleWithPg, drizzleWithPostgresJs } from '../postgres/libraries/drizzle.ts';
import { kysely } from '../postgres/libraries/kysely.ts';
import { pgUnprepared } from '../postgres/libraries/pg.ts';
import { postgresJs } from '../postgres/libraries/postgres-js.ts';
import { prisma } from '../postgres/libraries/prisma.ts';
import { freshSchema } from './fresh-schema.ts';

const order = { tenant: 'default', id: "o'1" };
const oil = { lineId: '1', sku: `it's "oil" $1 🛵` };

describe.each([pgUnprepared, postgresJs, kysely, drizzleWithPg, drizzleWithPostgresJs, prisma])(
  'through $name',
  (library) => {
    afterAll(async () => library.end?.());

    it('the stock is made, filled, held, sent out, put back and listed', async () => {
      const { client, close } = await library.open(inject('postgres'));
      onTestFinished(close);
      const inventory = postgresInventory(client, { schema: freshSchema() });
      await inventory.migrate();
      await inventory.migrate();
      await inventory.receive({ sku: oil.sku, units: 3, receiptId: 'r1' });
      const lines = [{ ...oil, quantity: 4, from: 'available' as const }];
      const reserved = { effectId: 'e1', order, lines };
      const held = { lines: [{ lineId: '1', held: 3 }] };
      expect(await Promise.all([inventory.reserve(reserved), inventory.reserve(reserved)])).toEqual(
        [held, held],
      );
      const move = (from: 'reserved' | 'out', quantity: number) => [{ ...oil, quantity, from }];
      await inventory.release({ effectId: 'e2', order, lines: move('reserved', 1) });
      await inventory.commit({ effectId: 'e3', order, lines: move('reserved', 2) });
      await inventory.restock({ effectId: 'e4', order, lines: move('out', 1) });
      await inventory.writeOff({ effectId: 'e5', order, lines: move('out', 1) });
      const level = { available: 2, reserved: 0, out: 0, writtenOff: 1, missing: 0 };
      expect(await inventory.stock(oil.sku)).toEqual(level);
      const page = { rows: [{ sku: oil.sku, ...level }], next: null };
      expect(await inventory.list({ limit: 1 })).toEqual(page);
    });
  },
);
