import { afterAll, describe, expect, it } from 'vitest';
import { postgresStore } from 'cod-lifecycle/postgres';
import type { Capability } from 'cod-lifecycle/testing';
import { storeContract } from 'cod-lifecycle/testing';
import { changeOf, stored } from '../../support/changes.ts';
import { contractStores } from './contract-stores.ts';
import { failuresOf } from './failures.ts';
import type { Library } from './libraries/library.ts';
import { openShop } from './shop.ts';
import { preparedStatements, statementsOfTransitions } from './statements.ts';
import { freshSchema } from './swept-schemas.ts';
import { aroundTransactions, insideTransactions } from './transactions.ts';

/** Holds the store on a library to all that is promised of it. */
export function libraryContract(
  library: Library,
  lacks: { readonly [Name in Capability]?: string } = {},
): void {
  describe(`on ${library.name}`, () => {
    const stores = contractStores(library);
    afterAll(async () => {
      await stores.end();
      await library.end?.();
    });
    // What has a server to wait for can wait for it together.
    const runner = { describe, it: library.connects ? it.concurrent : it };
    storeContract(runner, { name: 'PostgreSQL', open: stores.open, lacks });
    insideTransactions(library);
    if (library.connects) {
      aroundTransactions(library);
      statementsOfTransitions(library);
    }
    if (library.prepares) preparedStatements(library);
    if (library.says) failuresOf(library, library.says);
    if (library.connects) return;
    it('what was closed is answered with not_applied', async () => {
      const { client, schema } = await openShop(library, { schema: freshSchema() });
      const store = postgresStore(client, { schema });
      await store.commit([changeOf(stored('a'))]);
      await library.end?.();
      const failure = store.commit([changeOf(stored('b'))]);
      await expect(failure).rejects.toMatchObject({
        verdict: 'not_applied',
        reason: 'not_connected',
      });
    });
  });
}
