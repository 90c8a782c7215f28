import { describe, expect, it } from 'vitest';
import { OptionsError } from 'cod-lifecycle';
import { workingHours } from 'cod-lifecycle/calendar';
import type { Span, WorkingHours } from 'cod-lifecycle/calendar';

const daily = (span: Span): WorkingHours['week'] => ({
  monday: [span],
  tuesday: [span],
  wednesday: [span],
  thursday: [span],
  friday: [span],
  saturday: [span],
  sunday: [span],
});
const officeWeek = {
  monday: [['09:00', '18:00']],
  tuesday: [['09:00', '18:00']],
  wednesday: [['09:00', '18:00']],
  thursday: [['09:00', '18:00']],
  friday: [
    ['15:00', '18:00'],
    ['09:00', '12:30'],
  ],
} as const;

describe('working time', () => {
  // Casablanca is an hour ahead of UTC in January.
  const office = workingHours({ zone: 'Africa/Casablanca', week: officeWeek });

  it('is the same however much was asked before', () => {
    const asked = workingHours({ zone: 'Africa/Casablanca', week: officeWeek });
    const first = Date.parse('2022-01-01T12:00:00.000Z');
    // Six years: more days than it keeps in mind.
    const times = Array.from({ length: 6 * 365 }, (_, day) =>
      new Date(first + day * 86_400_000).toISOString(),
    );
    const answers = times.map((from) => asked.after(from, 60));
    expect(times.map((from) => asked.after(from, 60))).toEqual(answers);
    const some = (all: readonly string[]) => all.filter((_, day) => day % 50 === 0);
    const fresh = some(times).map((from) =>
      workingHours({ zone: 'Africa/Casablanca', week: officeWeek }).after(from, 60),
    );
    expect(some(answers)).toEqual(fresh);
  });

  it.each<[string, string, number, string]>([
    ['within one morning', '2026-01-15T09:00:00.000Z', 90, '2026-01-15T10:30:00.000Z'],
    ['from before opening time', '2026-01-15T03:00:00.000Z', 60, '2026-01-15T09:00:00.000Z'],
    ['from after closing time', '2026-01-15T20:00:00.000Z', 60, '2026-01-16T09:00:00.000Z'],
    ['to the minute of closing', '2026-01-15T16:00:00.000Z', 60, '2026-01-15T17:00:00.000Z'],
    ['over a night', '2026-01-14T16:30:00.000Z', 60, '2026-01-15T08:30:00.000Z'],
    ['over a long lunch on Friday', '2026-01-16T11:00:00.000Z', 60, '2026-01-16T14:30:00.000Z'],
    ['over a weekend', '2026-01-16T16:30:00.000Z', 60, '2026-01-19T08:30:00.000Z'],
    ['of a whole week', '2026-01-19T08:00:00.000Z', (4 * 9 + 6.5) * 60, '2026-01-23T17:00:00.000Z'],
  ])('passes %s', (_, from, minutes, to) => {
    expect(office.after(from, minutes)).toBe(to);
  });

  it('stands still on a holiday', () => {
    const { after } = workingHours({
      zone: 'Africa/Casablanca',
      week: officeWeek,
      holidays: ['2026-01-15'],
    });
    expect(after('2026-01-14T16:30:00.000Z', 60)).toBe('2026-01-16T08:30:00.000Z');
  });

  it('goes on over midnight, also from within the night', () => {
    const night = workingHours({ zone: 'Asia/Riyadh', week: daily(['20:00', '04:00']) });
    expect(night.after('2026-01-15T22:00:00.000Z', 120)).toBe('2026-01-16T00:00:00.000Z');
    expect(night.after('2026-01-15T22:00:00.000Z', 240)).toBe('2026-01-16T18:00:00.000Z');
  });

  it('does not count the hour that a night in spring skips', () => {
    const paris = workingHours({ zone: 'Europe/Paris', week: daily(['00:00', '06:00']) });
    // 2026-03-29: 02:00 becomes 03:00, so that six hours on the wall are five.
    expect(paris.after('2026-03-28T23:00:00.000Z', 5 * 60)).toBe('2026-03-29T04:00:00.000Z');
    expect(paris.after('2026-03-28T23:00:00.000Z', 5 * 60 + 1)).toBe('2026-03-29T22:01:00.000Z');
  });

  it('counts the hour that comes twice in a night in autumn', () => {
    const paris = workingHours({ zone: 'Europe/Paris', week: daily(['00:00', '06:00']) });
    expect(paris.after('2026-10-24T22:00:00.000Z', 7 * 60)).toBe('2026-10-25T05:00:00.000Z');
  });

  it('follows a zone that changes its clocks around Ramadan', () => {
    // Morocco goes back to UTC from 2026-02-15 to 2026-03-22.
    const office = workingHours({ zone: 'Africa/Casablanca', week: daily(['09:00', '18:00']) });
    expect(office.after('2026-02-14T12:00:00.000Z', 6 * 60)).toBe('2026-02-15T10:00:00.000Z');
  });
});

describe('working hours', () => {
  const fine: WorkingHours = { zone: 'Asia/Riyadh', week: officeWeek };
  it.each<[string, object]>([
    ['zone', { zone: 'Mars/Olympus' }],
    ['week', { week: {} }],
    ['week.funday', { week: { funday: [['09:00', '18:00']] } }],
    ['week.monday.0.1', { week: { monday: [['09:00', '24:00']] } }],
    [
      'week.monday.1.0',
      {
        week: {
          monday: [
            ['09:00', '12:00'],
            ['9', '18:00'],
          ],
        },
      },
    ],
    ['holidays.1', { holidays: ['2026-03-20', 'Eid'] }],
    ['holidays.0', { holidays: ['2026-03'] }],
    ['holidays.0', { holidays: ['2026-W12-5'] }],
    ['holidays.0', { holidays: ['2026-03-20T00:00:00'] }],
    [
      'week.monday',
      {
        week: {
          monday: [
            ['09:00', '13:00'],
            ['12:59', '18:00'],
          ],
        },
      },
    ],
    ['week.tuesday', { week: { monday: [['20:00', '04:00']], tuesday: [['03:59', '12:00']] } }],
    ['week.monday', { week: { monday: [['03:00', '12:00']], sunday: [['20:00', '04:00']] } }],
  ])('that make no sense are refused: %s', (path, part) => {
    const make = () => workingHours({ ...fine, ...part });
    expect(make).toThrow(OptionsError);
    expect(make).toThrow(path);
  });
});
