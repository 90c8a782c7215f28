import type { OrderStore } from '../ports/order-store.js';

/** A store, all of whose work on orders is done inside the host's transaction. */
export function joined<Tx>(store: OrderStore<Tx>, tx: Tx): OrderStore {
  const { effects, contradictions, tallies, clock, ids } = store;
  return {
    load: (keys) => store.load(keys, tx),
    commit: (changes) => store.commit(changes, tx),
    list: (query) => store.list(query, tx),
    counts: (query) => store.counts(query, tx),
    history: (query) => store.history(query, tx),
    effects,
    tallies,
    contradictions: {
      keep: (contradiction) => contradictions.keep(contradiction, tx),
      list: (query) => contradictions.list(query),
      settle: (key) => contradictions.settle(key),
    },
    clock,
    ids,
  };
}
