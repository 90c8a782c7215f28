import type { Place } from '../place.ts';
import { sqlOn } from '../tables.ts';

/** What the shop's own stock says of a product, in units. */
export interface Shelf {
  readonly sku: string;
  readonly available: number;
  readonly reserved: number;
  readonly out: number;
  readonly written_off: number;
  readonly missing: number;
}

export async function readShelves(place: Place): Promise<readonly Shelf[]> {
  const sql = await sqlOn(place);
  try {
    const rows = await sql.run(
      'select sku, available, reserved, out, written_off, missing from cod_stock order by sku',
    );
    return rows.map((row) => {
      const { sku, ...units } = row as Record<keyof Shelf, unknown>;
      const counted = Object.entries(units).map(([name, count]) => [name, Number(count)]);
      return { sku, ...Object.fromEntries(counted) } as Shelf;
    });
  } finally {
    await sql.close();
  }
}
