import { readResults } from '../bench/results.ts';
import { tableOf, whole } from './tables.ts';

interface Measured {
  readonly store: string;
  readonly requests: number;
  readonly perSecond: number;
  readonly ms: { readonly median: number; readonly p99: number };
  readonly failed: number;
  readonly writes: number;
  readonly lost: number;
  readonly doubled: number;
  readonly heapMb: { readonly firstHalf: number; readonly secondHalf: number };
}

/** What `npm run bench:http` has measured. */
interface Load {
  readonly results: readonly Measured[];
}

const load = () => readResults<Load>('http');

/** The mount under mixed traffic, a row for each store. */
export function loadTable(): string {
  const rows = load().results.map(
    ({ store, requests, perSecond, ms, failed, writes, lost, doubled, heapMb }) => [
      store,
      whole.format(requests),
      whole.format(perSecond),
      `${ms.median} ms`,
      `${ms.p99} ms`,
      failed,
      whole.format(writes),
      `${lost} / ${doubled}`,
      `${heapMb.firstHalf} / ${heapMb.secondHalf} MB`,
    ],
  );
  const heads = [
    'store',
    'requests',
    'a second',
    'median',
    'p99',
    'failed',
    'writes acknowledged',
    'lost / doubled',
    'least heap, first half / second half',
  ];
  return tableOf(heads, rows);
}

export function loadMachine(): string {
  const { machine, node, date } = load();
  return `Measured on ${date}: ${machine}, Node ${node}; client, server and database on the one machine.`;
}
