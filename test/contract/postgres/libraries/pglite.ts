import { PGlite } from '@electric-sql/pglite';
import { fromPglite } from 'cod-lifecycle/postgres';
import type { Library, Opened, Rows } from './library.ts';

function onPglite(db: PGlite): Opened {
  return {
    client: fromPglite(db),
    transaction: async (work) => db.transaction(work),
    run: async (text, tx = db) => (await (tx as PGlite).query<Rows[number]>(text)).rows,
    // There is one of it for all.
    close: async () => undefined,
  };
}

let inProcess: PGlite | undefined;

export const pglite: Library = {
  name: 'PGlite',
  connects: false,
  prepares: false,
  async open() {
    inProcess ??= await PGlite.create();
    return onPglite(inProcess);
  },
  async end() {
    await inProcess?.close();
    inProcess = undefined;
  },
};
