import { typicalPath } from 'cod-lifecycle';
import type { Arrow } from 'cod-lifecycle/diagrams';

/** Where a status is drawn: its middle, and half of its size. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly halfWidth: number;
  readonly halfHeight: number;
}

const pitch = 76;
const margin = 24;
const columns = { start: 40, path: 156, end: 272 } as const;
const halfHeight = 18;

export const width = 312;
export const height = margin * 2 + pitch * (typicalPath.length - 1);

const rowOf = (status: string): number => (typicalPath as readonly string[]).indexOf(status);

const mean = (rows: readonly number[]): number =>
  rows.length === 0 ? 0 : rows.reduce((sum, row) => sum + row, 0) / rows.length;

/**
 * The typical path as a line from top to bottom, and every other status beside those that lead to it: early ones at the
 * start of the line, late ones at its end.
 */
export function placesOf(
  statuses: readonly string[],
  arrows: readonly Arrow[],
): ReadonlyMap<string, Place> {
  const places = new Map<string, Place>();
  const taken: Record<'start' | 'end', number[]> = { start: [], end: [] };
  for (const status of statuses) {
    const step = rowOf(status);
    if (step >= 0) {
      const y = margin + step * pitch;
      places.set(status, { x: columns.path, y, halfWidth: 54, halfHeight });
      continue;
    }
    const from = arrows.filter(({ to }) => to === status).map(({ from }) => rowOf(from));
    let row = mean(from.filter((each) => each >= 0));
    const side = row < typicalPath.length / 2 - 0.5 ? 'start' : 'end';
    while (taken[side].some((other) => Math.abs(other - row) < 1)) row += 0.5;
    taken[side].push(row);
    places.set(status, {
      x: columns[side],
      y: margin + row * pitch,
      halfWidth: 38,
      halfHeight,
    });
  }
  return places;
}

/** So wide is a letter, about. */
const letter = 6.8;

/** A label in the lines that it takes: two, where it is wider than its place. */
export function linesOf(label: string, { halfWidth }: Place): readonly string[] {
  const words = label.split(' ');
  if (words.length === 1 || label.length * letter <= halfWidth * 2 - 8) return [label];
  const cuts = words.slice(1).map((_, index) => {
    const lines = [words.slice(0, index + 1).join(' '), words.slice(index + 1).join(' ')];
    return { lines, longest: Math.max(...lines.map(({ length }) => length)) };
  });
  const [best] = cuts.toSorted((a, b) => a.longest - b.longest);
  return best?.lines ?? [label];
}

/** Where a line from the middle of a place towards a point leaves the place. */
function border({ x, y, halfWidth, halfHeight }: Place, toX: number, toY: number) {
  const dx = toX - x;
  const dy = toY - y;
  const scale = Math.min(
    dx === 0 ? Infinity : (halfWidth + 3) / Math.abs(dx),
    dy === 0 ? Infinity : (halfHeight + 3) / Math.abs(dy),
  );
  return { x: x + dx * scale, y: y + dy * scale };
}

const at = ({ x, y }: { readonly x: number; readonly y: number }): string =>
  `${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}`;

/** The line of an arrow: straight between neighbours on the path, else bent, so that two ways do not lie on each other. */
export function lineOf(from: Place, to: Place): string {
  const straight = from.x === to.x && Math.abs(to.y - from.y) <= pitch;
  if (straight) return `M${at(border(from, to.x, to.y))} L${at(border(to, from.x, from.y))}`;
  if (from.x === to.x) {
    // Past what lies between, on the side where nothing else is.
    const edge = from.x - from.halfWidth - 3;
    const bend = edge - 40;
    return `M${at({ x: edge, y: from.y })} C${at({ x: bend, y: from.y })} ${at({ x: bend, y: to.y })} ${at({ x: edge, y: to.y })}`;
  }
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const across = { x: (to.y - from.y) / length, y: (from.x - to.x) / length };
  // Two ways between the same two bend apart; a long way goes outside of what it passes.
  const outwards = Math.sign(from.x + to.x - 2 * columns.path) * Math.sign(across.x);
  const bend = Math.abs(to.y - from.y) > pitch ? outwards * 24 : 14;
  const middle = {
    x: (from.x + to.x) / 2 + across.x * bend,
    y: (from.y + to.y) / 2 + across.y * bend,
  };
  const start = border(from, middle.x, middle.y);
  const end = border(to, middle.x, middle.y);
  return `M${at(start)} Q${at(middle)} ${at(end)}`;
}
