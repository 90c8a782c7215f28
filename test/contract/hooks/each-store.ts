import { setImmediate } from 'node:timers/promises';
import { cod, createOrders } from 'cod-lifecycle';
import type { Cod, CodTable, OrderStore, OrdersOptions } from 'cod-lifecycle';
import { memoryStore } from 'cod-lifecycle/memory';
import { sqliteStore } from 'cod-lifecycle/sqlite';
import { handClock, known } from '../../support/shop.ts';
import { pgPools } from '../postgres/libraries/pg.ts';
import { openShop as openPostgres } from '../postgres/shop.ts';
import { leading } from '../shop-on.ts';
import { drivers } from '../sqlite/drivers.ts';
import { openShop as openSqlite } from '../sqlite/shop.ts';

/** An empty store, by a clock that stands still until it is moved. */
export interface Opened {
  readonly store: OrderStore<unknown>;
  readonly clock: ReturnType<typeof handClock>;
  /** The same orders, as another process has them. */
  readonly beside: () => Promise<OrderStore<unknown>>;
  /** Everything that its table of effects holds. */
  readonly rows: () => Promise<readonly unknown[]>;
  /** A transaction of the host's own; `null` where there is none to join. */
  readonly transaction:
    | (<Result>(work: (tx: unknown) => Promise<Result>) => Promise<Result>)
    | null;
}

/** Where an order may live. */
export interface StoreKind {
  readonly name: string;
  readonly open: () => Promise<Opened>;
}

export const inMemory: StoreKind = {
  name: 'memory',
  async open() {
    const clock = handClock();
    const store = memoryStore({ now: clock.now }) as OrderStore<unknown>;
    return { store, clock, beside: async () => store, rows: async () => [], transaction: null };
  },
};

export const inSqlite: StoreKind = {
  name: 'a SQLite file',
  async open() {
    const { store, clock, db, connect, transaction } = openSqlite(known(drivers[0]));
    // Nobody cuts the power here, so nobody has to wait for the disk.
    db.exec('pragma synchronous = off');
    return {
      store,
      clock,
      beside: async () => sqliteStore(connect(), { now: clock.now }),
      rows: async () => db.prepare('select * from cod_effects').all(),
      transaction,
    };
  },
};

export const inPostgres: StoreKind = {
  name: 'PostgreSQL',
  async open() {
    const { store, clock, run, schema, transaction, another } = await openPostgres(pgPools, {
      most: 2,
    });
    const rows = async () => run(`select * from ${schema}.cod_effects`);
    return { store, clock, beside: async () => (await another()).store, rows, transaction };
  },
};

/** Each of them; what an order does is the same everywhere. */
export const eachStore: readonly StoreKind[] = [inMemory, inSqlite, inPostgres];

export const eachHandOver = ['after_commit', 'in_background', 'by_drain'] as const;

type Options = Omit<OrdersOptions<Cod, CodTable, unknown>, 'lifecycle' | 'store'>;

/** Tells when nothing is being handed over: what was claimed is settled, and nobody claims. */
function watched(store: OrderStore<unknown>) {
  let underWay = 0;
  const { effects } = store;
  const seen: OrderStore<unknown> = {
    ...store,
    effects: {
      ...effects,
      async claim(query) {
        underWay += 1;
        try {
          const claims = await effects.claim(query);
          underWay += claims.length;
          return claims;
        } finally {
          underWay -= 1;
        }
      },
      async settle(claim, settlement) {
        try {
          return await effects.settle(claim, settlement);
        } finally {
          underWay -= 1;
        }
      },
    },
  };
  const quiet = async (): Promise<void> => {
    const isQuiet = (): boolean => underWay === 0;
    do await setImmediate();
    while (!isQuiet());
  };
  return { store: seen, quiet };
}

/** A shop on such a store. */
export function shopAt(
  { store: inner, clock }: Pick<Opened, 'store' | 'clock'>,
  options: Options = {},
) {
  const { store, quiet } = watched(inner);
  const orders = createOrders<Cod, CodTable, unknown>({ lifecycle: cod(), store, ...options });

  /** A minute later, what is owed is handed over; again and again, until nothing but timers is left. */
  async function settled(): Promise<void> {
    for (let minutes = 0; minutes < 50; minutes += 1) {
      await quiet();
      const owed = await orders.effects.list({ state: 'pending', limit: 1000 });
      if (owed.every(({ dueAt }) => dueAt !== null && dueAt > clock.now())) return;
      clock.pass({ minutes: 1 });
      await orders.effects.drain();
    }
    throw new Error('It never comes to an end');
  }
  return { orders, clock, store, quiet, settled, live: leading(orders, clock) };
}
