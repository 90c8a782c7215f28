import { OptionsError } from '../../errors/options-error.js';
import type { OrderKey } from '../../ports/order-key.js';
import type { Change, CommitVerdict, OrderStore } from '../../ports/order-store.js';
import { readArchivePick, readOrderKeys } from '../../schemas/archive.js';
import { asked } from '../../schemas/asked.js';
import { archiveStatements } from './postgres-archive-statements.js';
import { lostRace } from './postgres-failure.js';
import type { Named } from './postgres-names.js';
import type { Run } from './statement-runner.js';

/** Which orders are to be moved to the archive. */
export interface ArchivePick {
  readonly tenant: string;
  /** Those that came into their last status before this time, ISO 8601 with a zone. */
  readonly enteredBefore: string;
  /** At most so many at once, 1 to 10 000. Default 500. */
  readonly limit?: number;
}

/**
 * Orders that are done with, in tables of their own behind the tables of the day.
 *
 * @category Adapters
 * @since 0.1.0
 */
export interface PostgresArchive<Tx = never> {
  /** What is in the archive, for lists, exports and reports. It takes no commands: those go to the store before it. */
  readonly store: OrderStore<Tx>;
  /**
   * Moves the oldest orders of which nothing is expected any more, with their histories, in one statement. What has an
   * effect that is not done, or a contradiction that is not settled, stays; so does what somebody moves at the moment.
   *
   * @returns how many were moved; call it again until that is 0
   * @throws OptionsError which names the field that is wrong
   */
  keep(pick: ArchivePick): Promise<number>;
  /** Moves orders back. Answers which; those that are not in the archive are left out. */
  bringBack(keys: readonly OrderKey[]): Promise<readonly OrderKey[]>;
}

type Commit<Tx> = OrderStore<Tx>['commit'];

const keyed = ({ tenant, id }: OrderKey): string => JSON.stringify([tenant, id]);

const noCommands = async (): Promise<never> => {
  throw new OptionsError('archive.store', 'takes no commands: send them to the store before it');
};

export function archiveBehind<Tx>(
  live: Named,
  archive: Named,
  run: Run<Tx>,
  store: OrderStore<Tx>,
) {
  const statements = archiveStatements(live, archive);

  async function bringBack(keys: readonly OrderKey[], tx?: Tx): Promise<readonly OrderKey[]> {
    if (keys.length === 0) return [];
    const wanted = keys.map(({ tenant, id }) => ({ tenant, id }));
    const asked = wanted.length === 1 ? statements.bringBackOne : statements.bringBackMany;
    return run<OrderKey>(asked, wanted, tx);
  }

  /** Brings back what a commit did not find because it is in the archive, and tries that once more. */
  async function once(
    commit: Commit<Tx>,
    changes: readonly Change[],
    verdicts: readonly CommitVerdict[],
    tx?: Tx,
  ): Promise<readonly CommitVerdict[]> {
    const at = (index: number): Change => changes[index] as Change;
    const firsts = new Map(
      [...changes.keys()].toReversed().map((index) => [keyed(at(index).order), index]),
    );
    // A change that follows another one of its order is a conflict wherever the order is.
    const lost = [...firsts.values()].filter(
      (index) => verdicts[index] === 'conflict' && at(index).expectedVersion > 0,
    );
    const back = new Set(
      (
        await bringBack(
          lost.map((index) => at(index).order),
          tx,
        )
      ).map(keyed),
    );
    const again = lost.filter((index) => back.has(keyed(at(index).order)));
    if (again.length === 0) return verdicts;
    const second = await commit(again.map(at), tx);
    return verdicts.map((verdict, index) => second[again.indexOf(index)] ?? verdict);
  }

  const archived: PostgresArchive<Tx> = {
    store: { ...store, commit: noCommands },
    keep: async (pick) => {
      const { tenant, enteredBefore, limit } = asked('pick', readArchivePick(pick));
      const input = { tenant, entered_before: enteredBefore, most: limit };
      return (await run(statements.keep, input)).length;
    },
    bringBack: async (keys) => bringBack(asked('keys', readOrderKeys(keys))),
  };

  return {
    archived,
    /** A commit that knows of the archive. */
    committing:
      (commit: Commit<Tx>): Commit<Tx> =>
      async (changes, tx) => {
        const verdicts = await commit(changes, tx);
        if (!verdicts.includes('conflict')) return verdicts;
        try {
          return await once(commit, changes, verdicts, tx);
        } catch (error) {
          // A conflict is tried again by whoever asked, who looks first whether it was written after all.
          const known = lostRace(error) || verdicts.some((verdict) => verdict !== 'conflict');
          if (tx === undefined && known) return verdicts;
          throw error;
        }
      },
  };
}
