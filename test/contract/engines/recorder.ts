import type { Pool } from 'pg';
import type { Cod, Hooks, Inventory, StockRequest } from 'cod-lifecycle';

/** What a process is told to work on. */
export interface Place {
  readonly engine: string;
  readonly url: string;
  readonly schema: string;
  readonly jobs: string;
  /** Where the engine's jobs are in no database. */
  readonly redis?: string;
}

/** What a process is there for. */
export type Role = 'worker' | 'relay';

/** Makes the table in which a shop's receivers note each effect when they hear of it first. */
export const recordings = (schema: string): string =>
  `create table ${schema}.received (place bigserial, effect_id text primary key)`;

/** Receivers that note what they hear, whichever process they are called in. */
export function recordingShop(pool: Pool, schema: string) {
  const note = async ({ effectId }: { readonly effectId: string }): Promise<void> => {
    await pool.query(
      `insert into ${schema}.received (effect_id) values ($1) on conflict do nothing`,
      [effectId],
    );
  };
  const inventory: Inventory = {
    async reserve(request: StockRequest) {
      await note(request);
      return { lines: request.lines.map(({ lineId, quantity }) => ({ lineId, held: quantity })) };
    },
    release: note,
    commit: note,
    restock: note,
    writeOff: note,
  };
  const on = {
    event: { place: note, ship: note, deliver: note },
  } satisfies Hooks<Cod>;
  // What a killed worker was handing over is anybody's again two seconds later.
  return { inventory, on, retry: { timeoutMs: 1000 } };
}
