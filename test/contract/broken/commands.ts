import type { Change, OrderStore } from 'cod-lifecycle';
import { brokenMemory } from './broken-store.ts';
import type { BrokenStore } from './broken-store.ts';

/** Forgets a command that was applied before: it is applied again, under a name of its own. */
const forgetting = (
  name: string,
  caughtBy: readonly string[],
  forgets: (store: OrderStore, change: Change) => Promise<boolean>,
): BrokenStore =>
  brokenMemory(name, caughtBy, (store) => {
    let again = 0;
    return {
      commit: async (changes) =>
        store.commit(
          await Promise.all(
            changes.map(async (change) => {
              if (!(await forgets(store, change))) return change;
              again += 1;
              const commandId = `${change.entry.commandId} again ${again}`;
              return { ...change, entry: { ...change.entry, commandId } };
            }),
          ),
        ),
    };
  });

const earlierOf = async (store: OrderStore, { order: { tenant, id }, entry }: Change) =>
  (await store.load([{ tenant, id, commandId: entry.commandId }]))[0];

const onlyTheLatestCommand = forgetting(
  'that knows the latest command alone',
  ['repeat-after-others'],
  async (store, change) => {
    const known = await earlierOf(store, change);
    return known?.earlier ? known.earlier.version !== known.order?.version : false;
  },
);

const day = 86_400_000;

const commandsOfADay = forgetting(
  'that knows a command for a day',
  ['repeat-after-years'],
  async (store, change) => {
    const known = await earlierOf(store, change);
    if (!known?.earlier) return false;
    return Date.parse(change.entry.recordedAt) - Date.parse(known.earlier.recordedAt) > day;
  },
);

export const brokenCommands = [onlyTheLatestCommand, commandsOfADay];
