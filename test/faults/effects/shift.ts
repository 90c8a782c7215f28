import type { Place } from '../place.ts';

/** Who hands effects over: the command's own process after its commit, or whoever looks for them. */
export type HandOver = 'after_commit' | 'in_background' | 'by_drain';

/** An engine in place of the workers' own `run`. */
export interface Carried {
  readonly by: string;
  /** What keeps its jobs apart from those of others. */
  readonly jobs: string;
  /** Where the engine's jobs are in no database. */
  readonly redis?: string;
}

/** What a worker is told to begin with. */
export interface Shift {
  readonly place: Place;
  /** Sets it apart from every worker before it. */
  readonly name: string;
  /** Where everybody notes what the outside hears. */
  readonly notes: string;
  readonly handOver: HandOver;
  readonly carried?: Carried;
}
