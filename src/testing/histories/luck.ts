import { chance } from '../chance.js';

/** What happens by chance: the same for the same seed. */
export interface Luck {
  /** From 0 up to 1, which it never is. */
  share(): number;
  /** Whether something happens that does so often, from 0 to 1. */
  hits(often: number): boolean;
  /** A whole number from the least to the most, both of them too. */
  between(least: number, most: number): number;
  /** One of some things, by their weights. */
  one<Thing>(things: Weighted<Thing>): Thing;
}

/** Things by their weights, added up. */
export interface Weighted<Thing> {
  readonly things: readonly Thing[];
  readonly sums: readonly number[];
}

/** Gives each thing its weight. */
export function weighted<Thing>(
  things: readonly Thing[],
  weightOf: (thing: Thing, index: number) => number,
): Weighted<Thing> {
  let sum = 0;
  const sums = things.map((thing, index) => (sum += weightOf(thing, index)));
  return { things, sums };
}

/** A few of which much is made, and many of which little is: each half as common as the one of half its place. */
export const byRank = <Thing>(things: readonly Thing[]): Weighted<Thing> =>
  weighted(things, (_, index) => 1 / (index + 1));

/** The place of the first sum that is greater. */
function placeOf(sums: readonly number[], value: number): number {
  let [low, high] = [0, sums.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sums[middle] as number) > value) high = middle;
    else low = middle + 1;
  }
  return low;
}

const steps = 2 ** 31;

export function luckOf(seed: number): Luck {
  const below = chance(seed);
  const share = (): number => below(steps) / steps;
  return {
    share,
    hits: (often) => share() < often,
    between: (least, most) => least + Math.floor(share() * (most - least + 1)),
    one: ({ things, sums }) => things[placeOf(sums, share() * (sums.at(-1) ?? 0))] as never,
  };
}
