import { openSync, readFileSync, writeSync } from 'node:fs';

/** What the outside of a shop hears of an effect, and from whom. */
export interface Note {
  readonly heard: string;
  readonly as: 'stock' | 'message' | 'hook';
  readonly by: string;
}

/**
 * Notes in a file to which every process appends: they stand in the order in which they were made, whoever made them, and
 * outlive their process.
 */
export function notesIn(file: string): (note: Note) => void {
  const end = openSync(file, 'a');
  return (note) => void writeSync(end, `${JSON.stringify(note)}\n`);
}

export function readNotes(file: string): readonly Note[] {
  const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1);
  return lines.map((line) => JSON.parse(line) as Note);
}
