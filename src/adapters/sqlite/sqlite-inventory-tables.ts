import { plainName } from '../sql/table-names.js';

/** The inventory's tables. */
export interface StockTables {
  readonly stock: string;
  readonly held: string;
  readonly calls: string;
  readonly receipts: string;
  readonly migrations: string;
}

/** @throws OptionsError when the prefix is not plain */
export function stockTables(prefix: string): StockTables {
  const stock = `${plainName('prefix', prefix)}stock`;
  return {
    stock,
    held: `${stock}_held`,
    calls: `${stock}_calls`,
    receipts: `${stock}_receipts`,
    migrations: `${stock}_migrations`,
  };
}

const units = (name: string): string => `${name} integer not null check (${name} >= 0)`;

/** What brings a file up to this release, in order; each is applied once. They have nothing to do with the store's. */
export const stockSteps = ({
  stock,
  held,
  calls,
  receipts,
}: StockTables): readonly (readonly string[])[] => [
  [
    `create table ${stock} (
      tenant text not null,
      sku text not null,
      ${['available', 'reserved', 'out', 'written_off', 'missing'].map(units).join(',\n      ')},
      primary key (tenant, sku)
    ) strict, without rowid`,
    `create table ${held} (
      tenant text not null,
      order_id text not null,
      line_id text not null,
      sku text not null,
      ${units('units')},
      primary key (tenant, order_id, line_id, sku)
    ) strict, without rowid`,
    `create table ${calls} (
      tenant text not null,
      effect_id text not null,
      answer text not null,
      called_at text not null,
      primary key (tenant, effect_id)
    ) strict, without rowid`,
    `create index ${calls}_by_time on ${calls} (called_at)`,
    `create table ${receipts} (
      tenant text not null,
      receipt_id text not null,
      sku text not null,
      ${units('units')},
      received_at text not null,
      primary key (tenant, receipt_id, sku)
    ) strict, without rowid`,
  ],
];
