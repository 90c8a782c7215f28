import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';

/** The machine on which something was measured, and when. */
export interface Machine {
  readonly machine: string;
  readonly node: string;
  /** The day, `2026-03-20`. */
  readonly date: string;
}

export function thisMachine(): Machine {
  const [cpu] = cpus();
  const model = cpu?.model.replace(/\s+/g, ' ').trim() ?? 'unknown';
  return {
    machine: `${cpus().length} × ${model}, ${Math.round(totalmem() / 2 ** 30)} GiB`,
    node: process.version,
    date: new Date().toISOString().slice(0, 10),
  };
}

const pathOf = (name: string): URL => new URL(`results/${name}.json`, import.meta.url);

/** Keeps what was measured, with the machine. */
export function writeResults(name: string, results: object): void {
  const path = pathOf(name);
  mkdirSync(new URL('.', path), { recursive: true });
  writeFileSync(path, `${JSON.stringify({ ...thisMachine(), ...results }, null, 2)}\n`);
  console.log(`noted in bench/results/${name}.json`);
}

/** What a bench has written down. */
export const readResults = <Results>(name: string): Results & Machine =>
  JSON.parse(readFileSync(pathOf(name), 'utf8')) as Results & Machine;
