import { DateTime, IANAZone } from 'luxon';
import { OptionsError } from '../../errors/options-error.js';
import type { Period } from '../../ports/period.js';
import { weekdays } from './weekdays.js';
import type { Weekday } from './weekdays.js';

/** How a shop counts its time. */
export interface TimeZoneOptions {
  /** On which day its weeks begin. Default `monday`. */
  readonly weekStartsOn?: Weekday;
}

/**
 * Days, weeks and months as a shop's clock on the wall has them: each begins where the one before it ends, also in a night
 * in which the clock is put forward or back.
 *
 * @category Adapters
 * @since 0.1.0
 */
export interface TimeZone {
  /** A day, such as `2026-03-20`. */
  day(date: string): Period;
  /** The day in which a moment is, ISO 8601 with a zone. */
  dayOf(time: string): Period;
  /** Every day from one to another, both of them too; at most 400. */
  days(from: string, to: string): readonly Period[];
  /** Every week of which a day is between the two, each whole; named after its first day. */
  weeks(from: string, to: string): readonly Period[];
  /** Every month of which a day is between the two, each whole: `2026-03`. */
  months(from: string, to: string): readonly Period[];
}

/** As many as a report takes. */
const mostPeriods = 400;

type Unit = 'day' | 'week' | 'month';

/**
 * Says when the days, weeks and months of a shop begin and end. Needs [luxon](https://moment.github.io/luxon).
 *
 * @param zone such as `Africa/Casablanca`
 * @throws OptionsError which names what makes no sense: `zone`, `weekStartsOn`, or the date that is none
 * @example
 * ```ts
 * import { timeZone } from 'cod-lifecycle/calendar';
 *
 * const riyadh = timeZone('Asia/Riyadh', { weekStartsOn: 'sunday' });
 * riyadh.day('2026-03-20');
 * //=> { name: '2026-03-20', from: '2026-03-19T21:00:00.000Z', to: '2026-03-20T21:00:00.000Z' }
 * riyadh.dayOf('2026-03-20T22:30:00Z').name; //=> '2026-03-21'
 * riyadh.weeks('2026-03-20', '2026-03-20').map(({ name }) => name); //=> ['2026-03-15']
 * ```
 * @category Adapters
 * @since 0.1.0
 */
export function timeZone(
  zone: string,
  { weekStartsOn = 'monday' }: TimeZoneOptions = {},
): TimeZone {
  if (!IANAZone.isValidZone(zone)) {
    throw new OptionsError('zone', 'must be a time zone, such as "Africa/Casablanca"');
  }
  const firstWeekday = weekdays.indexOf(weekStartsOn) + 1;
  if (firstWeekday === 0) {
    throw new OptionsError('weekStartsOn', `must be one of ${weekdays.join(', ')}`);
  }

  function read(field: string, date: string): DateTime {
    const day = DateTime.fromISO(date, { zone });
    if (!/^[12]\d{3}-\d\d-\d\d$/.test(date) || !day.isValid) {
      throw new OptionsError(field, 'must be a day, such as "2026-03-20"');
    }
    return day;
  }

  /** The day on which a unit of time begins. */
  function firstOf(day: DateTime, unit: Unit): DateTime {
    if (unit === 'week') return day.minus({ days: (day.weekday - firstWeekday + 7) % 7 });
    return day.startOf(unit);
  }

  /** The first moment of a day: where its midnight comes twice, the earlier one. */
  function beginOf(day: DateTime): string {
    const begin = day.startOf('day');
    const earlier = begin.minus({ hours: 1 });
    return new Date((earlier.hasSame(begin, 'day') ? earlier : begin).toMillis()).toISOString();
  }

  function periodFrom(first: DateTime, unit: Unit): Period {
    const name = first.toFormat(unit === 'month' ? 'yyyy-MM' : 'yyyy-MM-dd');
    // Noon is there on every day.
    const next = first.set({ hour: 12 }).plus({ [unit]: 1 });
    return { name, from: beginOf(first), to: beginOf(next) };
  }

  function every(unit: Unit, from: string, to: string): readonly Period[] {
    const begin = read('from', from);
    const end = read('to', to);
    if (end < begin) throw new OptionsError('to', 'must not be before the day that it begins with');
    if (end.diff(begin, unit).as(unit) >= mostPeriods) {
      throw new OptionsError('to', `must be less than ${mostPeriods} ${unit}s after the first`);
    }
    const periods: Period[] = [];
    for (
      let each = firstOf(begin, unit).set({ hour: 12 });
      each.startOf('day') <= end.startOf('day');
      each = each.plus({ [unit]: 1 })
    ) {
      periods.push(periodFrom(each, unit));
    }
    return periods;
  }

  return {
    day: (date) => periodFrom(read('date', date), 'day'),
    dayOf(time) {
      const moment = DateTime.fromISO(time, { zone });
      // Without a zone of its own it would be read as this one's.
      if (!/(?:Z|[+-]\d\d:?\d\d)$/i.test(time) || !moment.isValid) {
        throw new OptionsError('time', 'must be an ISO 8601 time with a zone');
      }
      return periodFrom(moment.set({ hour: 12 }), 'day');
    },
    days: (from, to) => every('day', from, to),
    weeks: (from, to) => every('week', from, to),
    months: (from, to) => every('month', from, to),
  };
}
