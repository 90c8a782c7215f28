import { SchemaVersionError, StoreError } from 'cod-lifecycle';
import type { Change, OrderStore } from 'cod-lifecycle';
import { memoryStore } from 'cod-lifecycle/memory';
import type { OpenStore } from 'cod-lifecycle/testing';

/** One write, as it is done again after a crash. */
type Write = (store: OrderStore) => Promise<unknown>;

/** A transaction of the host: a copy of what was there when it began, and the writes that are to come of it. */
export interface HostTransaction {
  readonly copy: OrderStore;
  readonly writes: Write[];
  readonly holds: Set<string>;
  readonly ended: Promise<void>;
  /** Does its writes so far for everybody. */
  readonly flush: () => Promise<void>;
}

/** A store that can do all that a store may be asked for. */
export interface MemoryDatabase extends Required<OpenStore<HostTransaction>> {
  /** What a crash leaves. */
  readonly disk: Write[];
  readonly connect: (looks?: boolean) => OrderStore<HostTransaction>;
}

/** What a change has to itself until its transaction ends: its order, and its source. */
const namesOf = ({ order: { tenant, id, source } }: Change): readonly string[] => [
  JSON.stringify([tenant, id]),
  JSON.stringify([tenant, source.kind, source.shop, source.externalId]),
];

function copied<Value>(value: Value): Value {
  try {
    return JSON.parse(JSON.stringify(value)) as Value;
  } catch {
    throw new StoreError('not_applied', 'TypeError');
  }
}

/** A database in memory, which writes its changes down, and locks by the order. */
export function memoryDatabase(): MemoryDatabase {
  const disk: Write[] = [];
  const open = new Set<HostTransaction>();
  let current = memoryStore();
  let found = 1;
  let last: Promise<unknown> = Promise.resolve();

  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const result = last.then(work);
    last = result.catch(() => undefined);
    return result;
  };
  const write = async <Result>(work: (store: OrderStore) => Promise<Result>): Promise<Result> => {
    const result = await work(current);
    disk.push(work);
    return result;
  };
  const fromDisk = async (): Promise<OrderStore> => {
    const store = memoryStore();
    for (const again of disk) await again(store);
    return store;
  };
  const holderOf = (change: Change): HostTransaction | undefined =>
    [...open].find(({ holds }) => namesOf(change).some((name) => holds.has(name)));

  const commitAlone: OrderStore['commit'] = async (changes) => {
    const kept = copied(changes);
    for (;;) {
      const [held] = kept.map(holderOf);
      // One change waits for its order; among others it passes by.
      if (kept.length === 1 && held) await held.ended;
      else {
        return inTurn(async () => {
          const free = kept.filter((change) => !holderOf(change));
          const verdicts = [...(await write((store) => store.commit(free)))];
          return kept.map(
            (change) => (free.includes(change) ? verdicts.shift() : null) ?? 'conflict',
          );
        });
      }
    }
  };

  const commitIn = async (changes: readonly Change[], tx: HostTransaction) => {
    const kept = copied(changes);
    for (const name of kept.flatMap(namesOf)) tx.holds.add(name);
    tx.writes.push((store) => store.commit(kept));
    return tx.copy.commit(kept);
  };

  function connect(looks = true): OrderStore<HostTransaction> {
    const read = (tx?: HostTransaction): OrderStore => {
      if (looks && found !== 1) throw new SchemaVersionError(found, 1);
      return tx?.copy ?? current;
    };
    const written = async <Result>(
      work: (store: OrderStore) => Promise<Result>,
    ): Promise<Result> => {
      read();
      return inTurn(() => write(work));
    };
    return {
      clock: current.clock,
      ids: current.ids,
      load: async (keys, tx) => read(tx).load(keys),
      list: async (query, tx) => read(tx).list(query),
      counts: async (query, tx) => read(tx).counts(query),
      history: async (query, tx) => read(tx).history(query),
      commit: async (changes, tx) => read() && (tx ? commitIn(changes, tx) : commitAlone(changes)),
      effects: {
        claim: async (query) => written((store) => store.effects.claim(query)),
        settle: async (claim, end) => written((store) => store.effects.settle(claim, end)),
        resolve: async (key, how) => written((store) => store.effects.resolve(key, how)),
        upcoming: async (query) => read().effects.upcoming(query),
        prune: async (query) => written((store) => store.effects.prune(query)),
        list: async (query) => read().effects.list(query),
      },
      tallies: {
        moves: async (query) => read().tallies.moves(query),
        stays: async (query) => read().tallies.stays(query),
        waits: async (query) => read().tallies.waits(query),
        cohorts: async (query) => read().tallies.cohorts(query),
        cash: async (query) => read().tallies.cash(query),
      },
      contradictions: {
        async keep(contradiction, tx) {
          const kept = copied(contradiction);
          if (!tx) return written((store) => store.contradictions.keep(kept));
          tx.writes.push((store) => store.contradictions.keep(kept));
          return tx.copy.contradictions.keep(kept);
        },
        list: async (query) => read().contradictions.list(query),
        settle: async (key) => written((store) => store.contradictions.settle(key)),
      },
    };
  }

  return {
    disk,
    connect,
    store: connect(),
    another: async () => connect(),
    async transaction(work) {
      let end = (): void => undefined;
      const ended = new Promise<void>((resolve) => {
        end = resolve;
      });
      const writes: Write[] = [];
      const tx: HostTransaction = {
        copy: await inTurn(fromDisk),
        writes,
        holds: new Set(),
        ended,
        flush: () =>
          inTurn(async () => {
            for (const work of writes.splice(0)) await write(work);
          }),
      };
      open.add(tx);
      try {
        const result = await work(tx);
        await tx.flush();
        return result;
      } finally {
        open.delete(tx);
        end();
      }
    },
    async crash() {
      current = await fromDisk();
      return connect();
    },
    async atRelease(release) {
      found = { older: 0, this: 1, newer: 2 }[release];
      return connect();
    },
    close: async () => {},
  };
}
