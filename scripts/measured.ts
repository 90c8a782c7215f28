import { readFileSync } from 'node:fs';
import { root } from './entries.ts';

/** On what, when, and how often something was measured. */
export interface Measured {
  readonly machine: string;
  readonly node: string;
  readonly date: string;
}

interface Ratio {
  readonly ratio: number;
  readonly least: number;
  readonly most: number;
  readonly nanoseconds: number;
}

/** What `npm run bench:kernel` has measured. */
export interface KernelResults extends Measured {
  readonly repeats: number;
  readonly rows: readonly {
    readonly file: string;
    readonly name: string;
    readonly brings: readonly string[];
    readonly asksGuards: boolean;
    readonly tasks: Readonly<Record<string, Ratio>>;
    readonly heap: { readonly bytes: number; readonly ratio: number };
  }[];
  readonly imports: readonly {
    readonly name: string;
    readonly ms: number;
    readonly ratio: number;
  }[];
  readonly sizes: readonly {
    readonly name: string;
    readonly minified: number;
    readonly gzip: number;
  }[];
  readonly first: readonly {
    readonly name: string;
    readonly importMs: number;
    readonly firstMs: number;
    readonly wholeMs: number;
  }[];
  readonly grown: {
    readonly codNs: number;
    readonly definitions: readonly {
      readonly size: number;
      readonly decideNs: number;
      readonly refuseNs: number;
      readonly possibleNs: number;
      readonly makeNs: number;
    }[];
    readonly lines: readonly { readonly count: number; readonly happyPathNs: number }[];
  };
}

interface Rate {
  readonly name: string;
  readonly callers: number;
  readonly perSecond: number;
  readonly ratio: number;
  readonly walBytes?: number | null;
  readonly fsyncs?: number | null;
}

/** What `npm run bench:stores` has measured. */
export interface StoreResults extends Measured {
  readonly rounds: number;
  readonly seconds: number;
  readonly postgres: readonly Rate[];
  readonly sqlite: readonly Rate[];
  readonly pglite: readonly Rate[];
  readonly bulk: {
    readonly orders: number;
    readonly illegal: number;
    readonly sendManyMs: number;
    readonly oneStatementMs: number;
    readonly oneByOneMs: number;
    readonly ratio: number;
  };
  readonly engines: readonly {
    readonly name: string;
    readonly placedPerSecond: number;
    readonly toldPerSecond: number;
  }[];
  readonly grown: readonly {
    readonly store: string;
    readonly of: string;
    readonly count: number;
    readonly ms: number;
  }[];
}

/** What `npm run bench:types` has measured. */
export interface TypeResults extends Measured {
  readonly rounds: number;
  readonly rows: readonly {
    readonly name: string;
    readonly compiler: string;
    readonly instantiations: number;
    readonly types: number;
    readonly checkSeconds: number;
  }[];
}

interface Kept {
  readonly kernel: KernelResults;
  readonly stores: StoreResults;
  readonly types: TypeResults;
}

/** What a bench has written down. */
export function measured<Bench extends keyof Kept>(bench: Bench): Kept[Bench] {
  const path = new URL(`bench/results/${bench}.json`, root);
  return JSON.parse(readFileSync(path, 'utf8')) as Kept[Bench];
}

/** A Markdown table; columns of figures are set to the right. */
export function tableOf(
  heads: readonly string[],
  rows: readonly (readonly (string | number)[])[],
  words = 1,
): string {
  const rule = heads.map((_, index) => (index < words ? '---' : '---:'));
  return [heads, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

const figures = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

/** A number as people read it: to two digits below 10, to one below 100. */
export const shown = (value: number): string =>
  value < 100 ? String(Number(value.toFixed(value < 10 ? 2 : 1))) : figures.format(value);
