import type { Clock } from '../ports/clock.js';
import type { Ids } from '../ports/ids.js';
import type { EventSchema } from '../schemas/door.js';
import type { Command, Result } from './command.js';
import type { Work } from './attempt.js';
import { contradictionOf } from './contradiction.js';
import { commandsFrom } from './door.js';
import type { Door } from './door.js';
import type { HandedOut } from './handed-out.js';
import { lineOn } from './line.js';
import type { Line } from './line.js';
import { observing } from './observe.js';
import type { Observer } from './observe.js';
import { queriesOf } from './queries.js';

/** What a desk works with. */
export interface DeskParts extends Work {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly schemas: Readonly<Record<string, EventSchema>>;
  readonly home: string;
  readonly held: HandedOut;
  readonly observe?: Observer | undefined;
}

/** Where the work on one store is done: commands read and run, questions answered. */
export interface Desk extends DeskParts {
  readonly door: Door;
  readonly run: Line;
  readonly queries: ReturnType<typeof queriesOf>;
}

export function desk(parts: DeskParts): Desk {
  const { store, lifecycle, held, observe } = parts;
  const shared = lineOn(parts);

  /** A report that contradicts what is known is kept, or its command has failed. */
  async function kept(command: Command, result: Result): Promise<Result> {
    const contradiction = contradictionOf(lifecycle, command, result);
    if (!contradiction) return result;
    try {
      await store.contradictions.keep(contradiction);
      return result;
    } catch (error) {
      return { kind: 'failed', error: error as Error };
    }
  }

  return {
    ...parts,
    door: commandsFrom(parts),
    queries: queriesOf(parts),
    async run(commands) {
      // Many at once have a line of their own, so that nobody waits behind all of them.
      const line = commands.length === 1 ? shared : lineOn(parts);
      const ends = commands.map((command) => observing(observe, command));
      const results = [...(await line(commands))];
      for (const [index, result] of results.entries()) {
        results[index] = await kept(commands[index] as Command, result);
        if ('order' in result && result.order && !('dryRun' in result && result.dryRun)) {
          held.give(result.order);
        }
        ends[index]?.(results[index]);
      }
      return results;
    },
  };
}
