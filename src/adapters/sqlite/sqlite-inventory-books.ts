import type { OrderKey } from '../../ports/order-key.js';
import type { Reservation } from '../../ports/inventory.js';
import type { StockMove } from '../../order/stock.js';
import type { Connection } from './connection.js';
import type { SqliteValue, Whole } from './sqlite-database.js';
import type { ListedStock, StockLevel, StockQuery, StockReceipt } from '../sql/shop-inventory.js';
import type { Moved } from './sqlite-inventory-moves.js';
import type { StockTables } from './sqlite-inventory-tables.js';

interface Row {
  readonly sku: string;
  readonly available: Whole;
  readonly reserved: Whole;
  readonly out: Whole;
  readonly written_off: Whole;
  readonly missing: Whole;
}

const levelOf = (row: Row): StockLevel => ({
  available: Number(row.available),
  reserved: Number(row.reserved),
  out: Number(row.out),
  writtenOff: Number(row.written_off),
  missing: Number(row.missing),
});

const nothing: StockLevel = { available: 0, reserved: 0, out: 0, writtenOff: 0, missing: 0 };

/** Reads and writes what the tables say. */
export function booksIn({ stock, held, calls, receipts }: StockTables) {
  const level = `select * from ${stock} where tenant = ? and sku = ?`;
  const keep = `insert into ${stock} values (?, ?, ?, ?, ?, ?, ?) on conflict do update
    set available = excluded.available, reserved = excluded.reserved, out = excluded.out,
      written_off = excluded.written_off, missing = excluded.missing`;
  const page = `select * from ${stock} where tenant = ? and sku > ? order by sku limit ?`;
  const heldBy = `select units from ${held}
    where tenant = ? and order_id = ? and line_id = ? and sku = ?`;
  const hold = `insert into ${held} values (?, ?, ?, ?, ?)
    on conflict do update set units = excluded.units`;
  const answer = `select answer from ${calls} where tenant = ? and effect_id = ?`;
  const note = `insert into ${calls} values (?, ?, ?, ?)`;
  const forget = `delete from ${calls} where (tenant, effect_id) in (
    select tenant, effect_id from ${calls} where called_at < ? order by called_at limit ?)`;
  const receipt = `select units from ${receipts}
    where tenant = ? and receipt_id = ? and sku = ?`;
  const file = `insert into ${receipts} values (?, ?, ?, ?, ?)`;

  /** The number in the first column of a row, where there is one. */
  const unitsOf = (connection: Connection, sql: string, ...values: readonly SqliteValue[]) => {
    const [row] = connection.all<{ units: Whole }>(sql, ...values);
    return row && Number(row.units);
  };

  const books = {
    level(connection: Connection, tenant: string, sku: string): StockLevel {
      const [row] = connection.all<Row>(level, tenant, sku);
      return row ? levelOf(row) : nothing;
    },

    keep(connection: Connection, tenant: string, sku: string, to: StockLevel): void {
      const { available, reserved, out, writtenOff, missing } = to;
      connection.run(keep, tenant, sku, available, reserved, out, writtenOff, missing);
    },

    page: (connection: Connection, { tenant, after, limit }: Required<StockQuery>) =>
      connection
        .all<Row>(page, tenant, after, limit)
        .map((row): ListedStock => ({ sku: row.sku, ...levelOf(row) })),

    /** Moves units of a SKU and of what a line of an order holds of it. */
    move(
      connection: Connection,
      { tenant, id }: OrderKey,
      { lineId, sku }: StockMove,
      step: (before: Moved) => Moved,
    ): { readonly before: Moved; readonly after: Moved } {
      const line = [tenant, id, lineId, sku];
      const before = {
        level: books.level(connection, tenant, sku),
        held: unitsOf(connection, heldBy, ...line) ?? 0,
      };
      const after = step(before);
      if (after !== before) books.keep(connection, tenant, sku, after.level);
      if (after.held !== before.held) connection.run(hold, ...line, after.held);
      return { before, after };
    },

    /** What an effect was answered before, if it was. */
    answer(connection: Connection, tenant: string, effectId: string): Reservation | undefined {
      const [row] = connection.all<{ answer: string }>(answer, tenant, effectId);
      return row && (JSON.parse(row.answer) as Reservation);
    },

    note(
      connection: Connection,
      { tenant, effectId, now }: { tenant: string; effectId: string; now: string },
      given: Reservation,
    ): void {
      connection.run(note, tenant, effectId, JSON.stringify(given), now);
    },

    /** Forgets answers of before a time; says how many. */
    forget: (connection: Connection, before: string, most: number): number =>
      connection.run(forget, before, most),

    /** How many units a receipt counted before, if it did. */
    received: (connection: Connection, receiptFor: Required<StockReceipt>) => {
      const { tenant, receiptId, sku } = receiptFor;
      return unitsOf(connection, receipt, tenant, receiptId, sku);
    },

    file(connection: Connection, filed: Required<StockReceipt>, now: string): void {
      const { tenant, receiptId, sku, units } = filed;
      connection.run(file, tenant, receiptId, sku, units, now);
    },
  };
  return books;
}
