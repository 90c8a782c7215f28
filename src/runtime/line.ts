import { ContentionError } from '../errors/contention-error.js';
import { StoreError } from '../errors/store-error.js';
import { attempt } from './attempt.js';
import type { Running, Work } from './attempt.js';
import type { Command, Result } from './command.js';

/** How often a lost race is decided again before the caller is told. */
const mostAttempts = 256;

/** How often a commit whose answer was lost is sent again: each try may hold a connection for as long as it waits. */
const mostLosses = 4;

/** The most commands that share a statement. */
const mostTogether = 1000;

interface Waiting extends Running {
  /** Whose turn it is: commands of one order go one after the other. */
  readonly order: string;
  readonly settle: (result: Result) => void;
}

/** Takes commands and gives a result for each, in their order. Never throws: an error is the result of its command. */
export type Line = (commands: readonly Command[]) => Promise<readonly Result[]>;

const orderOf = ({ key }: Command): string =>
  JSON.stringify([key.tenant, 'id' in key ? key.id : key.source]);

/** What a command comes to that nobody may try again. */
function givenUp({ losses: [lost], attempts }: Running, error?: unknown): Result {
  // Once a commit was lost, no later failure tells what became of it.
  if (lost) return { kind: 'failed', error: new StoreError('unknown', lost.reason) };
  return { kind: 'failed', error: (error ?? new ContentionError(attempts)) as Error };
}

/**
 * Where commands wait for each other, so that they share loads and commits: whatever comes while as many are under way as
 * the store takes goes out together as the next one. What lost a race, or was together with something that could not be
 * kept, goes on alone, so that nobody waits for another's lock or fails for another's fault.
 */
export function lineOn(work: Work): Line {
  /** The commands of each order that has any; the first of them is under way. */
  const orders = new Map<string, Waiting[]>();
  const ready: Waiting[] = [];
  const most = work.store.concurrency ?? 1;
  let underWay = 0;

  function finish(waiting: Waiting, result: Result): void {
    waiting.settle(result);
    const queue = orders.get(waiting.order);
    queue?.shift();
    const next = queue?.[0];
    if (next) goOut(next);
    else orders.delete(waiting.order);
  }

  async function goAlone(waiting: Waiting): Promise<void> {
    try {
      while (waiting.attempts < mostAttempts && waiting.losses.length < mostLosses) {
        const result = (await attempt(work, [waiting])).get(waiting);
        if (result) return finish(waiting, result);
      }
      finish(waiting, givenUp(waiting));
    } catch (error) {
      finish(waiting, givenUp(waiting, error));
    }
  }

  async function goTogether(batch: readonly Waiting[]): Promise<void> {
    underWay += 1;
    let results: ReadonlyMap<Running, Result>;
    try {
      results = await attempt(work, batch);
    } catch (error) {
      // One of several is at fault, or the store is down; alone, each finds out for itself.
      const isOver = work.joined || batch.length === 1;
      results = new Map(isOver ? batch.map((waiting) => [waiting, givenUp(waiting, error)]) : []);
    }
    for (const waiting of batch) {
      const result = results.get(waiting);
      if (result) finish(waiting, result);
      // A transaction does one thing at a time.
      else if (work.joined) await goAlone(waiting);
      else void goAlone(waiting);
    }
    underWay -= 1;
    share();
  }

  /**
   * Shares what is ready out among as many batches as may still go out. None is made of one where two are ready: one alone
   * would wait for a lock.
   */
  function share(): void {
    while (ready.length > 0 && underWay < most) {
      const batches = Math.min(most - underWay, Math.floor(ready.length / 2)) || 1;
      const part = Math.min(Math.ceil(ready.length / batches), mostTogether);
      void goTogether(ready.splice(0, part));
    }
  }

  function goOut(waiting: Waiting): void {
    ready.push(waiting);
    // Whoever asks in the same breath goes along.
    if (ready.length === 1) void Promise.resolve().then(share);
  }

  return (commands) =>
    Promise.all(
      commands.map(
        (command) =>
          new Promise<Result>((settle) => {
            const order = orderOf(command);
            const waiting = { command, order, settle, attempts: 0, conflicts: 0, losses: [] };
            const before = orders.get(order);
            if (before) before.push(waiting);
            else {
              orders.set(order, [waiting]);
              goOut(waiting);
            }
          }),
      ),
    );
}
