import { postgresMigrations, postgresStore } from 'cod-lifecycle/postgres';
import type { PostgresClient, PostgresStore } from 'cod-lifecycle/postgres';
import type { OpenStore } from 'cod-lifecycle/testing';
import type { Library, Opened, Transaction } from './libraries/library.ts';
import { freshSchema, runBeside, stepsIn, sweep } from './swept-schemas.ts';
import { serverUrl } from './server-url.ts';

/** A client whose connections the server knows by a name. */
interface Line extends Opened {
  readonly name: string;
}

/** A store that is swept after each check, and used again. */
interface Seat {
  readonly line: Line;
  readonly schema: string;
  readonly store: PostgresStore<Transaction>;
}

const newest = postgresMigrations().length;

/** How many steps the tables say were applied, at each release. */
const releases = { older: newest - 1, this: newest, newer: newest + 1 } as const;

/** Makes the store that is held to its contract. */
export type StoreOn = (
  client: PostgresClient<Transaction>,
  schema: string,
) => PostgresStore<Transaction>;

/** What is different from a store on its own tables. */
interface Setup {
  readonly storeOn?: StoreOn;
  /** What is done to the tables of a schema before anybody uses them. */
  readonly prepare?: (line: Opened, schema: string) => Promise<unknown>;
  /** What else is emptied after each check. */
  readonly emptied?: (schema: string) => readonly string[];
}

const plain: StoreOn = (client, schema) => postgresStore(client, { schema });

/** Gives a store of its own to each check, and everything that can be done to it from outside. */
export function contractStores(
  library: Library,
  { storeOn = plain, prepare, emptied }: Setup = {},
) {
  const seats: Seat[] = [];
  const lines: Line[] = [];
  const schemas: string[] = [];

  async function lineFor(): Promise<Line> {
    const known = lines.pop();
    if (known) return known;
    const name = `line_${freshSchema()}`;
    const url = new URL(serverUrl());
    url.searchParams.set('application_name', name);
    return { ...(await library.open(url.href)), name };
  }

  async function newSeat(): Promise<Seat> {
    const line = await lineFor();
    const swept = schemas.pop();
    const schema = swept ?? freshSchema();
    const store = storeOn(line.client, schema);
    if (swept === undefined) {
      await store.migrate();
      await prepare?.(line, schema);
    }
    return { line, schema, store };
  }

  async function open(): Promise<OpenStore<Transaction>> {
    const seat = seats.pop() ?? (await newSeat());
    const { schema, store } = seat;
    const others: Line[] = [];
    const dead: Line[] = [];
    const another = async (): Promise<PostgresStore<Transaction>> => {
      const line = await lineFor();
      others.push(line);
      return storeOn(line.client, schema);
    };
    return {
      store,
      transaction: seat.line.transaction,
      ...(library.connects && {
        another,
        async crash() {
          dead.push(seat.line, ...others.splice(0));
          const names = dead.map(({ name }) => `'${name}'`).join();
          await runBeside(
            library,
            `select pg_terminate_backend(pid) from pg_stat_activity
            where application_name in (${names})`,
          );
          return another();
        },
      }),
      async atRelease(release) {
        await runBeside(library, ...stepsIn(schema, releases[release]));
        return storeOn(seat.line.client, schema);
      },
      async close() {
        await sweep(library, schema, ...(emptied?.(schema) ?? []));
        await Promise.allSettled(dead.map(async (line) => line.close()));
        lines.push(...others);
        if (dead.length === 0) seats.push(seat);
        else schemas.push(schema);
      },
    };
  }

  return {
    open,
    end: async () => {
      const all = [...lines, ...seats.map(({ line }) => line)];
      await Promise.all(all.map(async (line) => line.close()));
    },
  };
}
