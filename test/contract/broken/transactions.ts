import { StoreError } from 'cod-lifecycle';
import { brokenDatabase } from './broken-store.ts';
import type { HostTransaction } from './memory-database.ts';

const transactionIgnored = brokenDatabase(
  'that does not look at the transaction',
  ['contradiction-gone-after-a-rollback', 'gone-after-a-rollback', 'unseen-before-the-commit'],
  (store) => ({
    load: (keys) => store.load(keys),
    commit: (changes) => store.commit(changes),
    list: (query) => store.list(query),
    counts: (query) => store.counts(query),
    history: (query) => store.history(query),
    contradictions: { ...store.contradictions, keep: (one) => store.contradictions.keep(one) },
  }),
);

const transactionCommitted = brokenDatabase(
  'that commits the transaction of the host',
  ['gone-after-a-rollback', 'unseen-before-the-commit'],
  (store) => ({
    async commit(changes, tx) {
      const verdicts = await store.commit(changes, tx);
      await tx?.flush();
      return verdicts;
    },
  }),
);

const transactionSpoilt = brokenDatabase(
  'that has its database refuse a row that is there already, and the transaction with it',
  ['usable-after-a-taken-id', 'usable-after-a-taken-source'],
  (store) => {
    const spoilt = new WeakSet<HostTransaction>();
    return {
      async commit(changes, tx) {
        if (tx && spoilt.has(tx)) throw new StoreError('not_applied', '25P02');
        const verdicts = await store.commit(changes, tx);
        const refused = changes.some(
          ({ expectedVersion }, index) => expectedVersion === 0 && verdicts[index] === 'conflict',
        );
        if (tx && refused) spoilt.add(tx);
        return verdicts;
      },
    };
  },
);

const countedOutside = brokenDatabase(
  'that counts outside of the transaction',
  ['sees-its-own-writes'],
  (store) => ({ counts: (query) => store.counts(query) }),
);

const batchThatWaits = brokenDatabase(
  'that waits for each order of a commit',
  ['many-changes-wait-for-nobody'],
  (store) => ({
    async commit(changes, tx) {
      if (!tx && changes.length > 1) {
        // A change alone waits for whoever holds its order; this one is never applied.
        for (const change of changes) await store.commit([{ ...change, expectedVersion: 999 }]);
      }
      return store.commit(changes, tx);
    },
  }),
);

export const brokenTransactions = [
  transactionIgnored,
  transactionCommitted,
  transactionSpoilt,
  countedOutside,
  batchThatWaits,
];
