import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { OptionsError } from 'cod-lifecycle';
import { timeZone } from 'cod-lifecycle/calendar';
import { runs } from '../../properties/lifecycle/runs.ts';

const hours = ({ from, to }: { from: string; to: string }): number =>
  (Date.parse(to) - Date.parse(from)) / 3_600_000;

describe('the days of a shop', () => {
  it.each([
    ['Asia/Riyadh', '2026-03-20', '2026-03-19T21:00:00.000Z', 24],
    ['Africa/Algiers', '2026-03-20', '2026-03-19T23:00:00.000Z', 24],
    // Morocco goes back an hour for Ramadan, and forward after it.
    ['Africa/Casablanca', '2026-02-14', '2026-02-13T23:00:00.000Z', 24],
    ['Africa/Casablanca', '2026-02-15', '2026-02-14T23:00:00.000Z', 25],
    ['Africa/Casablanca', '2026-02-16', '2026-02-16T00:00:00.000Z', 24],
    ['Africa/Casablanca', '2026-03-22', '2026-03-22T00:00:00.000Z', 23],
    ['Africa/Casablanca', '2026-03-23', '2026-03-22T23:00:00.000Z', 24],
    // In Cairo the last Friday of April begins at one; the last Thursday of October ends an hour late.
    ['Africa/Cairo', '2026-04-24', '2026-04-23T22:00:00.000Z', 23],
    ['Africa/Cairo', '2026-10-29', '2026-10-28T21:00:00.000Z', 25],
    ['Africa/Cairo', '2026-10-30', '2026-10-29T22:00:00.000Z', 24],
    // In Havana midnight comes twice in November: the day begins with the first.
    ['America/Havana', '2026-11-01', '2026-11-01T04:00:00.000Z', 25],
    ['Europe/Paris', '2026-03-29', '2026-03-28T23:00:00.000Z', 23],
  ])('begin in %s on %s at %s, and last %i hours', (zone, date, from, length) => {
    const day = timeZone(zone).day(date);
    expect(day).toMatchObject({ name: date, from });
    expect(hours(day)).toBe(length);
  });

  it('each begin where the one before ends, and have every moment that is theirs', () => {
    const zones = [
      'Africa/Casablanca',
      'Africa/Cairo',
      'America/Havana',
      'Asia/Riyadh',
      'Asia/Beirut',
    ];
    const minute = fc.integer({ min: 0, max: 3 * 366 * 24 * 60 });
    fc.assert(
      fc.property(fc.constantFrom(...zones), minute, (name, minutes) => {
        const zone = timeZone(name);
        const moment = new Date(Date.UTC(2025, 0, 1) + minutes * 60_000).toISOString();
        const day = zone.dayOf(moment);
        expect(day.from <= moment && moment < day.to).toBe(true);
        expect(zone.dayOf(day.from)).toEqual(day);
        expect(zone.dayOf(day.to).from).toBe(day.to);
        const written = new Intl.DateTimeFormat('en-CA', { timeZone: name, dateStyle: 'short' });
        expect(day.name).toBe(written.format(new Date(moment)));
      }),
      runs(2000),
    );
  });
});

describe('the weeks and months of a shop', () => {
  const casablanca = timeZone('Africa/Casablanca');

  it('are whole, follow each other without a gap, and begin on the day that the shop says', () => {
    const weeks = casablanca.weeks('2026-02-11', '2026-03-25');
    expect(weeks.map(({ name }) => name)).toEqual([
      '2026-02-09',
      '2026-02-16',
      '2026-02-23',
      '2026-03-02',
      '2026-03-09',
      '2026-03-16',
      '2026-03-23',
    ]);
    expect(weeks.slice(1).map(({ from }) => from)).toEqual(weeks.slice(0, -1).map(({ to }) => to));
    expect(weeks.map(hours)).toEqual([169, 168, 168, 168, 168, 167, 168]);
    const sunday = timeZone('Africa/Algiers', { weekStartsOn: 'sunday' });
    expect(sunday.weeks('2026-03-14', '2026-03-15').map(({ name }) => name)).toEqual([
      '2026-03-08',
      '2026-03-15',
    ]);
  });

  it('are named after the year and the month', () => {
    const months = casablanca.months('2025-12-31', '2026-02-01');
    expect(months.map(({ name }) => name)).toEqual(['2025-12', '2026-01', '2026-02']);
    expect(months[1]).toMatchObject({
      from: '2025-12-31T23:00:00.000Z',
      to: '2026-01-31T23:00:00.000Z',
    });
    expect(casablanca.days('2026-02-27', '2026-03-02').map(({ name }) => name)).toEqual([
      '2026-02-27',
      '2026-02-28',
      '2026-03-01',
      '2026-03-02',
    ]);
  });
});

describe('what makes no sense is refused by its name', () => {
  const zone = timeZone('Asia/Riyadh');
  it.each([
    ['zone', () => timeZone('Riyadh')],
    ['zone', () => timeZone('')],
    ['weekStartsOn', () => timeZone('Asia/Riyadh', { weekStartsOn: 'Monday' as never })],
    ['date', () => zone.day('2026-02-30')],
    ['date', () => zone.day('20.3.2026')],
    ['date', () => zone.day('2026-03-20T10:00:00Z')],
    ['time', () => zone.dayOf('2026-03-20T10:00:00')],
    ['time', () => zone.dayOf('yesterday')],
    ['from', () => zone.days('x', '2026-03-20')],
    ['to', () => zone.weeks('2026-03-20', '2026-3-2')],
    ['to', () => zone.months('2026-03-20', '2026-03-19')],
    ['to', () => zone.days('1026-03-20', '2026-03-19')],
  ])('%s', (field, ask) => {
    expect(ask).toThrow(OptionsError);
    expect(ask).toThrow(new RegExp(`^${field} must`));
  });
});
