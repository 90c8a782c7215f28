import type { Command } from './command.ts';
import type { Place } from './place.ts';

/** What a worker is told to begin with. */
export interface Task {
  readonly place: Place;
  readonly name: string;
  readonly seed: number;
  readonly lanes: number;
  readonly aheadMs: number;
  /** What the worker before it had begun, and was never heard to end. */
  readonly unfinished: readonly Command[];
}
