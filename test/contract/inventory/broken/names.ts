import { DatabaseSync } from 'node:sqlite';
import type { Reservation, StockRequest } from 'cod-lifecycle';
import { sqliteInventory } from 'cod-lifecycle/sqlite';
import { asking, broken } from './broken-inventory.ts';
import type { BrokenInventory } from './broken-inventory.ts';

/** Calls the orders and lines by other names. */
const renaming = (
  name: string,
  caughtBy: readonly string[],
  names: (order: string, line: string) => readonly [string, string],
) =>
  broken(name, caughtBy, (memory) => {
    const change = (request: StockRequest, order: string): StockRequest => ({
      ...request,
      order: { ...request.order, id: names(order, '')[0] },
      lines: request.lines.map((line) => ({ ...line, lineId: names(order, line.lineId)[1] })),
    });
    return {
      ...asking(memory, (request) => change(request, request.order.id)),
      async reserve(request): Promise<Reservation> {
        const { lines } = await memory.reserve(change(request, request.order.id));
        const lineIds = request.lines.map(({ lineId }) => lineId);
        return { lines: lines.map(({ held }, index) => ({ lineId: lineIds[index] ?? '', held })) };
      },
    };
  });

const ofTheOrder = renaming(
  'that holds for an order, not for its lines',
  ['names-that-look-joined', 'releases-nothing-of-others'],
  (order) => [order, 'all'],
);

const joinsNames = renaming(
  'that joins the names of order and line',
  ['names-that-look-joined'],
  (order, line) => ['all', `${order}/${line}`],
);

/** All tenants have one shelf, and their orders one name. */
const oneTenant: BrokenInventory = {
  caughtBy: ['tenants-apart'],
  underTest: {
    name: 'that has one shelf for all tenants',
    lacks: { connections: 'it is in memory' },
    async open() {
      const db = new DatabaseSync(':memory:');
      const inventory = sqliteInventory(db);
      let receipts = 0;
      return {
        inventory: asking(inventory, (request) => ({
          ...request,
          order: { ...request.order, tenant: 'all' },
        })),
        receive: async (sku, units) => {
          receipts += 1;
          return inventory.receive({ tenant: 'all', sku, units, receiptId: `${receipts}` });
        },
        stock: async (sku) => inventory.stock(sku, { tenant: 'all' }),
        close: async () => db.close(),
      };
    },
  },
};

export const brokenNames = [ofTheOrder, joinsNames, oneTenant];
