import { DatabaseSync } from 'node:sqlite';
import { Client } from 'pg';
import type { Place } from './place.ts';

export interface OrderRow {
  readonly tenant: string;
  readonly id: string;
  readonly version: number;
  readonly status: string;
  readonly source_kind: string;
  readonly source_shop: string;
  readonly source_external_id: string;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface HistoryRow {
  readonly tenant: string;
  readonly order_id: string;
  readonly version: number;
  readonly command_id: string;
  readonly event_type: string;
  readonly from_status: string;
  readonly to_status: string;
  readonly actor_kind: string;
  readonly actor_id: string;
  /** ISO 8601 in UTC. */
  readonly occurred_at: string;
  readonly recorded_at: string;
  readonly event: { readonly type: string };
}

export interface EffectRow {
  readonly tenant: string;
  readonly order_id: string;
  readonly version: number;
  readonly position: number;
  readonly effect_id: string;
  readonly effect: { readonly type: string };
  readonly state: string;
  /** For a timer, ISO 8601 in UTC. */
  readonly due_at: string | null;
}

/** What a database holds of orders, as its own driver reads it. */
export interface Tables {
  readonly orders: readonly OrderRow[];
  readonly history: readonly HistoryRow[];
  readonly effects: readonly EffectRow[];
}

export interface Sql {
  readonly run: (text: string) => Promise<readonly unknown[]>;
  readonly close: () => Promise<void>;
}

/** Plain SQL on the tables of a place, by nothing of the package. */
export async function sqlOn(place: Place): Promise<Sql> {
  if (place.kind === 'sqlite') {
    const db = new DatabaseSync(place.file, { timeout: 5000 });
    return { run: async (text) => db.prepare(text).all(), close: async () => db.close() };
  }
  const client = new Client({ connectionString: place.url });
  await client.connect();
  await client.query(`set search_path to ${place.schema}`);
  return {
    run: async (text) => (await client.query<Record<string, unknown>>(text)).rows,
    close: async () => client.end(),
  };
}

const json = new Set(['body', 'event', 'effect']);

/** PostgreSQL's driver gives times and JSON as objects, SQLite's as text. */
export function plain(row: unknown): unknown {
  return Object.fromEntries(
    Object.entries(row as object).map(([column, value]: [string, unknown]) => {
      if (value instanceof Date) return [column, value.toISOString()];
      if (json.has(column) && typeof value === 'string') return [column, JSON.parse(value)];
      return [column, value];
    }),
  );
}

export async function tablesIn(place: Place): Promise<Tables> {
  const sql = await sqlOn(place);
  const read = async <Row>(text: string): Promise<readonly Row[]> =>
    (await sql.run(text)).map((row) => plain(row) as Row);
  try {
    return {
      orders: await read('select * from cod_orders order by tenant, id'),
      history: await read('select * from cod_history order by tenant, order_id, version'),
      effects: await read('select * from cod_effects order by tenant, order_id, version, position'),
    };
  } finally {
    await sql.close();
  }
}
