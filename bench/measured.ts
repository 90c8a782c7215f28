/** What each bench writes down, for itself and for the pages that tell it. */

/** Times of one task beside the control: the middle of the processes, the least and the most of them. */
export interface TaskResult {
  readonly ratio: number;
  readonly least: number;
  readonly most: number;
  readonly nanoseconds: number;
}

export interface ContestantResult {
  readonly file: string;
  readonly name: string;
  readonly brings: readonly string[];
  /** Whether it asks guards where it is asked what is possible. */
  readonly asksGuards: boolean;
  readonly tasks: Readonly<Record<string, TaskResult>>;
  readonly heap: { readonly bytes: number; readonly ratio: number };
}

export interface ImportResult {
  readonly name: string;
  readonly ms: number;
  readonly ratio: number;
}

export interface SizeResult {
  readonly name: string;
  readonly minified: number;
  readonly gzip: number;
}

/** From an import to the first order that is placed and confirmed. */
export interface FirstResult {
  readonly name: string;
  readonly importMs: number;
  readonly firstMs: number;
  readonly wholeMs: number;
}

export interface GrownDefinitions {
  readonly codNs: number;
  readonly definitions: readonly {
    readonly size: number;
    readonly decideNs: number;
    readonly refuseNs: number;
    readonly possibleNs: number;
    readonly makeNs: number;
  }[];
  readonly lines: readonly { readonly count: number; readonly happyPathNs: number }[];
}

/** `npm run bench:kernel`. */
export interface KernelResults {
  readonly repeats: number;
  readonly rows: readonly ContestantResult[];
  readonly imports: readonly ImportResult[];
  readonly sizes: readonly SizeResult[];
  readonly first: readonly FirstResult[];
  readonly grown: GrownDefinitions;
}

/** Transitions a second, and beside the yardstick in the same round: the middles of the rounds. */
export interface RateResult {
  readonly name: string;
  readonly callers: number;
  readonly perSecond: number;
  readonly ratio: number;
  /** For one transition; `null` where nobody has looked. */
  readonly walBytes?: number | null;
  readonly fsyncs?: number | null;
}

export interface BulkResult {
  readonly orders: number;
  readonly illegal: number;
  readonly sendManyMs: number;
  readonly oneStatementMs: number;
  readonly oneByOneMs: number;
  readonly ratio: number;
}

export interface EngineResult {
  readonly name: string;
  /** Orders placed a second, with the job written in the same statement where there is one. */
  readonly placedPerSecond: number;
  /** Orders a second from the first placement to the last call of the hook. */
  readonly toldPerSecond: number;
}

/** One command as there is more of something. */
export interface GrownResult {
  readonly store: string;
  readonly of: 'history' | 'lines' | 'tenants' | 'orders';
  readonly count: number;
  /** Milliseconds for one command by one caller: the middle. */
  readonly ms: number;
}

/** `npm run bench:stores`. */
export interface StoreResults {
  readonly rounds: number;
  readonly seconds: number;
  readonly postgres: readonly RateResult[];
  readonly sqlite: readonly RateResult[];
  readonly pglite: readonly RateResult[];
  readonly bulk: BulkResult;
  readonly engines: readonly EngineResult[];
  readonly grown: readonly GrownResult[];
}

/** `npm run bench:types`. */
export interface TypeResults {
  readonly rounds: number;
  readonly rows: readonly {
    readonly name: string;
    readonly compiler: string;
    readonly instantiations: number;
    readonly types: number;
    readonly checkSeconds: number;
  }[];
}
