import type { Luck } from './luck.js';

const hourMs = 3_600_000;
const weekMs = 7 * 24 * hourMs;

/** How many orders come in each hour of a day, beside each other: few at night, most in the evening. */
const ofHour = [
  3, 2, 1, 1, 1, 1, 2, 3, 5, 7, 8, 9, 9, 8, 8, 8, 9, 10, 11, 12, 13, 12, 9, 6,
] as const;

/** How many come on each day of a week, from Monday on: most before the weekend. */
const ofDay = [10, 10, 10, 11, 12, 14, 13] as const;

const weights = ofDay.flatMap((day) => ofHour.map((hour) => day * hour));

/** Monday, 1 January 1990. */
const monday = Date.UTC(1990, 0, 1);

/** The times at which orders are placed: so many, from the one time to the other, by the rhythm of the week. */
export function* placings(from: number, to: number, count: number, luck: Luck): Generator<number> {
  const firstHour = Math.floor((from - monday) / hourMs);
  const lastHour = Math.ceil((to - monday) / hourMs);
  const weightOf = (hour: number): number => weights[hour % weights.length] ?? 0;
  let left = 0;
  for (let hour = firstHour; hour < lastHour; hour += 1) left += weightOf(hour);
  let open = count;
  for (let hour = firstHour; hour < lastHour; hour += 1) {
    const wanted = (open * weightOf(hour)) / left;
    // What is left of a whole one comes by chance, and evens out over the hours.
    const here = Math.min(open, Math.floor(wanted) + (luck.hits(wanted % 1) ? 1 : 0));
    const minutes = Array.from({ length: here }, () => luck.share()).toSorted((a, b) => a - b);
    for (const share of minutes) {
      const at = Math.floor(monday + (hour + share) * hourMs);
      yield Math.min(Math.max(at, from), to - 1);
    }
    open -= here;
    left -= weightOf(hour);
  }
}

/** The next moment from a time on at which people work: from nine to seven, but not on Sundays. */
export function working(time: number): number {
  const inWeek = (((time - monday) % weekMs) + weekMs) % weekMs;
  const day = Math.floor(inWeek / (24 * hourMs));
  const inDay = inWeek % (24 * hourMs);
  const begin = time - inDay + 9 * hourMs;
  if (day === 6) return begin + 24 * hourMs;
  if (inDay < 9 * hourMs) return begin;
  if (inDay < 19 * hourMs) return time;
  return begin + (day === 5 ? 48 : 24) * hourMs;
}
