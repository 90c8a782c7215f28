import { workingHours } from 'cod-lifecycle/calendar';
import type { Span } from 'cod-lifecycle/calendar';

const weekOf = (...spans: readonly Span[]) => ({
  monday: spans,
  tuesday: spans,
  wednesday: spans,
  thursday: spans,
  friday: spans,
  saturday: spans,
  sunday: spans,
});

/** A shop's working hours, and when an order is overdue there. */
interface Watch {
  readonly when: string;
  readonly zone: string;
  readonly span: Span;
  readonly placedAt: string;
  readonly minutes: number;
  readonly dueAt: string;
}

const day: Span = ['09:00', '18:00'];
const night: Span = ['20:00', '04:00'];
const paris: Span = ['22:00', '06:00'];
const casablanca = { zone: 'Africa/Casablanca' } as const;

/** Reckoned by hand: what a wall clock there says, and what passes between. */
export const watches: readonly (Watch & {
  readonly within: ReturnType<typeof workingHours>;
})[] = (
  [
    {
      // Winter time until 2026-02-15, 03:00, which becomes 02:00: UTC+1, then UTC.
      when: 'over the night before Ramadan in Casablanca',
      ...casablanca,
      span: day,
      placedAt: '2026-02-14T12:00:00.000Z',
      minutes: 360,
      dueAt: '2026-02-15T10:00:00.000Z',
    },
    {
      when: 'in the night before Ramadan in Casablanca, of nine hours',
      ...casablanca,
      span: night,
      placedAt: '2026-02-14T19:00:00.000Z',
      minutes: 541,
      dueAt: '2026-02-15T20:01:00.000Z',
    },
    {
      // 2026-03-22, 02:00 becomes 03:00: UTC, then UTC+1.
      when: 'over the night after Ramadan in Casablanca',
      ...casablanca,
      span: day,
      placedAt: '2026-03-21T17:00:00.000Z',
      minutes: 120,
      dueAt: '2026-03-22T09:00:00.000Z',
    },
    {
      when: 'in the night after Ramadan in Casablanca, of seven hours',
      ...casablanca,
      span: night,
      placedAt: '2026-03-21T20:00:00.000Z',
      minutes: 421,
      dueAt: '2026-03-22T19:01:00.000Z',
    },
    {
      when: 'in a spring night in Paris, of seven hours',
      zone: 'Europe/Paris',
      span: paris,
      placedAt: '2026-03-28T21:00:00.000Z',
      minutes: 420,
      dueAt: '2026-03-29T04:00:00.000Z',
    },
    {
      when: 'over a spring night in Paris',
      zone: 'Europe/Paris',
      span: paris,
      placedAt: '2026-03-28T21:00:00.000Z',
      minutes: 421,
      dueAt: '2026-03-29T20:01:00.000Z',
    },
    {
      when: 'in an autumn night in Paris, of nine hours',
      zone: 'Europe/Paris',
      span: paris,
      placedAt: '2026-10-24T20:00:00.000Z',
      minutes: 540,
      dueAt: '2026-10-25T05:00:00.000Z',
    },
    {
      when: 'over an autumn night in Paris and the night after it',
      zone: 'Europe/Paris',
      span: paris,
      placedAt: '2026-10-24T20:00:00.000Z',
      minutes: 540 + 480 + 1,
      dueAt: '2026-10-26T21:01:00.000Z',
    },
    {
      when: 'in the same night in Riyadh, which changes nothing',
      zone: 'Asia/Riyadh',
      span: night,
      placedAt: '2026-03-28T17:00:00.000Z',
      minutes: 481,
      dueAt: '2026-03-29T17:01:00.000Z',
    },
    {
      // The day begins at 01:00.
      when: 'in a night of Cairo that has no midnight',
      zone: 'Africa/Cairo',
      span: night,
      placedAt: '2026-04-23T18:00:00.000Z',
      minutes: 421,
      dueAt: '2026-04-24T17:01:00.000Z',
    },
  ] satisfies readonly Watch[]
).map((watch) => ({
  ...watch,
  within: workingHours({ zone: watch.zone, week: weekOf(watch.span) }),
}));
