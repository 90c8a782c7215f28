/** The same numbers each time: mulberry32. */
export function chanceFrom(seed: number) {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (most: number): number => Math.floor(next() * most);
  return {
    below,
    pick<Values extends readonly [unknown, ...unknown[]]>(values: Values): Values[number] {
      return values[below(values.length)];
    },
  };
}

export type Chance = ReturnType<typeof chanceFrom>;
