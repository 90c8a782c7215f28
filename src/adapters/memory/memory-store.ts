import type { HistoryEntry } from '../../order/entry.js';
import type { Source } from '../../order/party.js';
import type {
  Change,
  CommitVerdict,
  LoadKey,
  Loaded,
  OrderStore,
} from '../../ports/order-store.js';
import { facetsAfter } from '../../ports/facets.js';
import { moveOf } from '../../ports/move.js';
import type { Move } from '../../ports/move.js';
import type { Page } from '../../ports/page.js';
import type { KeptOrder } from '../../reports/kept-order.js';
import { countedFrom, listedFrom } from '../../reports/listed-from.js';
import { talliedFrom } from '../../reports/tallied-from.js';
import { readVersionCursor } from '../../reports/version-cursor.js';
import { randomIds } from '../system/random-ids.js';
import { systemClock } from '../system/system-clock.js';
import { asKept } from './as-kept.js';
import { memoryContradictions } from './memory-contradictions.js';
import { memoryEffects } from './memory-effects.js';

/** How to set a memory store up. */
export interface MemoryStoreOptions {
  /** Tells the time instead of the machine, ISO 8601 in UTC: for tests and demos. */
  readonly now?: () => string;
}

const join = (...parts: readonly string[]): string => JSON.stringify(parts);

const sourceKey = (tenant: string, { kind, shop, externalId }: Source): string =>
  join(tenant, kind, shop, externalId);

/** Lets others go first, as any real store does; races are real that way. */
const trip = (): Promise<void> => Promise.resolve();

function pageOf<Row>(
  rows: readonly Row[],
  limit: number,
  cursorOf: (row: Row) => string,
): Page<Row> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    rows: asKept(shown),
    next: rows.length > limit && last !== undefined ? cursorOf(last) : null,
  };
}

/**
 * A store in this process's memory: for tests, demos and trying things out. It keeps every promise of the port, with
 * real conflicts; what it does not do is outlive the process.
 *
 * @example
 * ```ts
 * import { memoryStore } from 'cod-lifecycle/memory';
 *
 * const store = memoryStore();
 * await store.load([{ tenant: 'shop', id: 'unknown' }]); //=> [{ order: null, earlier: null }]
 * ```
 * @category Adapters
 * @since 0.1.0
 */
export function memoryStore({ now }: MemoryStoreOptions = {}): OrderStore {
  const orders = new Map<string, KeptOrder>();
  const bySource = new Map<string, string>();
  const histories = new Map<string, HistoryEntry[]>();
  const commands = new Map<string, HistoryEntry>();
  const moves: Move[] = [];
  const effects = memoryEffects();

  function find(key: LoadKey): Loaded {
    const name =
      'id' in key ? join(key.tenant, key.id) : bySource.get(sourceKey(key.tenant, key.source));
    const kept = name === undefined ? undefined : orders.get(name);
    if (!kept) return { order: null, earlier: null };
    const { order } = kept;
    const { commandId } = key;
    const earlier =
      commandId === undefined ? undefined : commands.get(join(order.tenant, order.id, commandId));
    return { order, earlier: earlier ?? null };
  }

  /** Reads and writes without a pause in between: this is where a race is decided. */
  function apply(change: Change): CommitVerdict {
    const { order, expectedVersion, entry, effects: owed } = change;
    const name = join(order.tenant, order.id);
    const command = join(order.tenant, order.id, entry.commandId);
    if (commands.has(command)) return 'duplicate';
    const before = orders.get(name);
    if ((before?.order.version ?? 0) !== expectedVersion) return 'conflict';
    const source = sourceKey(order.tenant, order.source);
    if (expectedVersion === 0 && bySource.has(source)) return 'conflict';
    orders.set(name, { order, facets: facetsAfter(before?.facets ?? null, change) });
    bySource.set(source, name);
    commands.set(command, entry);
    const history = histories.get(name);
    if (history) history.push(entry);
    else histories.set(name, [entry]);
    effects.add(owed);
    const move = moveOf(change);
    if (move) moves.push(move);
    return 'applied';
  }

  return {
    clock: systemClock(now),
    ids: randomIds,
    effects,
    contradictions: memoryContradictions(),
    tallies: talliedFrom({ orders: () => orders.values(), moves: () => moves }),

    async load(keys) {
      await trip();
      return asKept(keys.map(find));
    },

    async commit(changes) {
      const kept = asKept(changes);
      await trip();
      const seen = new Set<string>();
      return kept.map((change) => {
        const name = join(change.order.tenant, change.order.id);
        return seen.size < seen.add(name).size ? apply(change) : 'conflict';
      });
    },

    async list(query) {
      await trip();
      return asKept(listedFrom(orders.values(), query));
    },

    async counts(query) {
      await trip();
      return countedFrom(orders.values(), query);
    },

    async history({ tenant, id, limit, after = '0' }) {
      const from = readVersionCursor(after);
      await trip();
      const entries = histories.get(join(tenant, id)) ?? [];
      return pageOf(
        entries.filter(({ version }) => version > from),
        limit,
        ({ version }) => String(version),
      );
    },
  };
}
