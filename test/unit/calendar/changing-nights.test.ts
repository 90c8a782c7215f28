import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { workingHours } from 'cod-lifecycle/calendar';
import { runs } from '../../properties/lifecycle/runs.ts';

/** Nights whose clocks change, and the minutes of the day that they skip, or have twice. */
const nights = [
  { zone: 'Africa/Casablanca', at: '2026-02-15T02:00:00.000Z', changed: [120, 180] },
  { zone: 'Africa/Casablanca', at: '2026-03-22T02:00:00.000Z', changed: [120, 180] },
  { zone: 'Europe/Paris', at: '2026-03-29T01:00:00.000Z', changed: [120, 180] },
  { zone: 'Europe/Paris', at: '2026-10-25T01:00:00.000Z', changed: [120, 180] },
  { zone: 'Africa/Cairo', at: '2026-04-23T22:00:00.000Z', changed: [0, 60] },
  { zone: 'Africa/Cairo', at: '2026-10-29T21:00:00.000Z', changed: [1380, 1440] },
  { zone: 'America/Havana', at: '2026-11-01T05:00:00.000Z', changed: [0, 60] },
  { zone: 'Australia/Lord_Howe', at: '2026-10-03T15:30:00.000Z', changed: [120, 150] },
  { zone: 'Australia/Lord_Howe', at: '2026-04-04T15:00:00.000Z', changed: [90, 120] },
  { zone: 'Asia/Riyadh', at: '2026-03-29T01:00:00.000Z', changed: [0, 0] },
] as const;

const quarter = 15;
const day = 24 * 60;
const week = (span: readonly [string, string]) =>
  Object.fromEntries(
    ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'].map((name) => [
      name,
      [span],
    ]),
  );

const written = (minute: number): string =>
  [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':');

/** What a clock on the wall shows, as a minute of the day. */
function wallClock(zone: string): (at: number) => number {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return (at) => {
    const [hour = 0, minute = 0] = format.format(at).split(':').map(Number);
    return hour * 60 + minute;
  };
}

/** Looks at the clock on the wall every quarter of an hour, and counts those in which the shop works. */
function watched(
  zone: string,
  [from, to]: readonly [number, number],
  start: number,
  minutes: number,
) {
  const wall = wallClock(zone);
  let left = minutes;
  for (let at = start; ; at += quarter * 60_000) {
    const shown = wall(at);
    const isOpen = from < to ? shown >= from && shown < to : shown >= from || shown < to;
    if (isOpen) left -= quarter;
    if (left === 0) return new Date(at + quarter * 60_000).toISOString();
  }
}

describe.each(nights)('around $at in $zone', ({ zone, at, changed: [first, end] }) => {
  // When a shop opens that opens at a time that a night skips, or has twice, is another question.
  const isAsked = ([from, to]: readonly [number, number]): boolean =>
    from !== to && !(from === first && to === end);
  const border = fc
    .integer({ min: 0, max: day / quarter - 1 })
    .map((quarters) => quarters * quarter)
    .filter((minute) => minute <= first || minute >= end);

  // Which of two equal times is meant must not depend on the season in which one asks.
  beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }));
  afterEach(() => void vi.useRealTimers());

  it.each(['2026-01-15', '2026-07-15'])(
    'working time, asked on %s, is what the clock on the wall shows of it',
    (today) => {
      vi.setSystemTime(new Date(`${today}T12:00:00.000Z`));
      fc.assert(
        fc.property(
          fc.tuple(border, border).filter(isAsked),
          fc.integer({ min: -60, max: 12 }),
          fc.integer({ min: 1, max: 100 }),
          (span, quarters, count) => {
            const start = Date.parse(at) + quarters * quarter * 60_000;
            const minutes = count * quarter;
            const { after } = workingHours({
              zone,
              week: week([written(span[0]), written(span[1])]),
            });
            expect(after(new Date(start).toISOString(), minutes)).toBe(
              watched(zone, span, start, minutes),
            );
          },
        ),
        runs(60),
      );
    },
  );
});
