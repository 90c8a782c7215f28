import type { OrderStore } from '../../ports/index.js';

/** The store, with every call that can join the host's transaction in it. The queue of effects never can. */
export function within<Tx>(store: OrderStore<Tx>, tx: Tx): OrderStore {
  return {
    ...store,
    load: (keys) => store.load(keys, tx),
    commit: (changes) => store.commit(changes, tx),
    list: (query) => store.list(query, tx),
    counts: (query) => store.counts(query, tx),
    history: (query) => store.history(query, tx),
    contradictions: {
      ...store.contradictions,
      keep: (contradiction) => store.contradictions.keep(contradiction, tx),
    },
  };
}
