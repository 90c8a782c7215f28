import type { MovesTally } from '../ports/tallies.js';
import { groupsOf } from './groups.js';
import { sumOf } from './sum-of.js';

/** Counts of something that comes before a move: in how many orders it came so often, and on average. */
export interface Spread<Name extends string> {
  readonly period: string;
  readonly outcome: string;
  readonly orders: number;
  readonly before: readonly ({ readonly [Count in Name]: number } & { readonly orders: number })[];
  readonly average: number;
}

/** The spread of a dimension that counts, in each group that the others make. */
export function spreadsOf<Name extends 'calls' | 'attempts'>(
  name: Name,
  rows: readonly MovesTally[],
  by: readonly string[],
): readonly Spread<Name>[] {
  const groups = groupsOf(rows, ({ period, to, by: group }) => ({
    period,
    outcome: to,
    ...Object.fromEntries(Object.entries(group).filter(([dimension]) => by.includes(dimension))),
  }));
  return groups.map(([group, each]) => {
    const counts = each
      .map((row) => ({ [name]: Number(row.by[name]), orders: row.moves }))
      .toSorted((a, b) => Number(a[name]) - Number(b[name])) as unknown as Spread<Name>['before'];
    const orders = sumOf(each, ({ moves }) => moves);
    const all = sumOf(each, (row) => Number(row.by[name]) * row.moves);
    return { ...group, orders, before: counts, average: all / orders };
  });
}
