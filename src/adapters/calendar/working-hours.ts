import { DateTime, IANAZone } from 'luxon';
import { OptionsError } from '../../errors/options-error.js';
import type { Calendar } from '../../ports/calendar.js';
import { weekdays } from './weekdays.js';
import type { Weekday } from './weekdays.js';

/** From and to, as the clock on the wall says: `['09:00', '18:00']`. One that ends before it begins ends the next day. */
export type Span = readonly [from: string, to: string];

/** When a shop works, by day of the week. */
export type Week = {
  readonly [Day in Weekday]?: readonly Span[];
};

/** When a shop works. */
export interface WorkingHours {
  /** Its time zone, such as `Africa/Casablanca`. */
  readonly zone: string;
  readonly week: Week;
  /** Days on which it does not, such as `2026-03-20`. */
  readonly holidays?: readonly string[];
}

const time = /^([01]\d|2[0-3]):([0-5]\d)$/;
/** Two years without enough working time: nobody works there. */
const mostDays = 731;
/** So many days are kept in mind, so that a list of what is overdue does not read the clock anew for each of its steps. */
const mostKnown = 2 * mostDays;

/** When a shop is open on a day, in milliseconds since 1970, and the days beside it. */
interface Day {
  readonly spans: readonly (readonly [opens: number, ends: number])[];
  readonly previous: string;
  readonly next: string;
}

interface Clocks {
  readonly hour: number;
  readonly minute: number;
}

function clockOf(written: unknown, path: string): Clocks {
  const [, hour, minute] = (typeof written === 'string' && time.exec(written)) || [];
  if (hour === undefined || minute === undefined) {
    throw new OptionsError(path, 'must be a time of the day, such as "09:30"');
  }
  return { hour: Number(hour), minute: Number(minute) };
}

function weekOf(week: Week): readonly (readonly (readonly [Clocks, Clocks])[])[] {
  for (const day of Object.keys(week)) {
    if (!weekdays.includes(day as Weekday)) {
      throw new OptionsError(`week.${day}`, `must be one of ${weekdays.join(', ')}`);
    }
  }
  const read = weekdays.map((day) =>
    (week[day] ?? [])
      .map(([from, to], index) => {
        const path = `week.${day}.${index}`;
        return [clockOf(from, `${path}.0`), clockOf(to, `${path}.1`)] as const;
      })
      .toSorted(([a], [b]) => a.hour - b.hour || a.minute - b.minute),
  );
  if (read.every((spans) => spans.length === 0)) {
    throw new OptionsError('week', 'must have working time on some day');
  }
  refuseOverlaps(read);
  return read;
}

const dayMinutes = 24 * 60;
const minuteOf = ({ hour, minute }: Clocks): number => hour * 60 + minute;

/** An hour that two spans have would be counted twice. The week begins anew after its last day. */
function refuseOverlaps(week: readonly (readonly (readonly [Clocks, Clocks])[])[]): void {
  const spans = week.flatMap((day, index) =>
    day.map(([from, to]) => {
      const begins = minuteOf(from);
      const ends = minuteOf(to) > begins ? minuteOf(to) : minuteOf(to) + dayMinutes;
      const midnight = index * dayMinutes;
      return { name: weekdays[index], begins: midnight + begins, ends: midnight + ends };
    }),
  );
  for (const [index, { begins, name }] of spans.entries()) {
    const before = spans.at(index - 1);
    const ended = (before?.ends ?? 0) - (index === 0 ? 7 * dayMinutes : 0);
    if (begins < ended)
      throw new OptionsError(`week.${name}`, 'must not begin before the span before it has ended');
  }
}

/**
 * Counts only a shop's working time, in its own time zone: an hour that a daylight-saving night skips is not counted, and
 * one that comes twice is counted twice. Needs [luxon](https://moment.github.io/luxon).
 *
 * @throws OptionsError which names the first field that makes no sense
 * @example
 * ```ts
 * import { workingHours } from 'cod-lifecycle/calendar';
 *
 * const day = ['09:00', '18:00'] as const;
 * const casablanca = workingHours({
 *   zone: 'Africa/Casablanca',
 *   week: { monday: [day], tuesday: [day], wednesday: [day], thursday: [day], friday: [day] },
 * });
 * // Friday, half an hour before closing time: the other half hour is on Monday.
 * casablanca.after('2026-01-16T16:30:00.000Z', 60); //=> '2026-01-19T08:30:00.000Z'
 * ```
 * @category Adapters
 * @since 0.1.0
 */
export function workingHours({ zone, week, holidays = [] }: WorkingHours): Calendar {
  if (!IANAZone.isValidZone(zone)) {
    throw new OptionsError('zone', 'must be a time zone, such as "Africa/Casablanca"');
  }
  const spans = weekOf(week);
  const closed = new Set(holidays);
  for (const [index, holiday] of holidays.entries()) {
    if (!/^\d{4}-\d\d-\d\d$/.test(holiday) || !DateTime.fromISO(holiday).isValid) {
      throw new OptionsError(`holidays.${index}`, 'must be a day, such as "2026-03-20"');
    }
  }

  const known = new Map<string, Day>();

  function dayOn(date: string): Day {
    const before = known.get(date);
    if (before) return before;
    // Of a midnight that comes twice, the one that follows on the day before is the first.
    const eve = DateTime.fromISO(date, { zone }).minus({ days: 1 });
    const midnight = eve.plus({ days: 1 });
    const next = midnight.plus({ days: 1 });
    const open = closed.has(date) ? [] : (spans[midnight.weekday - 1] ?? []);
    const day = {
      previous: eve.toISODate() ?? '',
      next: next.toISODate() ?? '',
      spans: open.map(([opening, closing]) => {
        const opens = midnight.set(opening);
        const closes = midnight.set(closing);
        const ends = closes > opens ? closes : next.set(closing);
        return [opens.toMillis(), ends.toMillis()] as const;
      }),
    };
    if (known.size >= mostKnown) known.clear();
    known.set(date, day);
    return day;
  }

  return {
    after(from, minutes) {
      const start = DateTime.fromISO(from, { zone });
      let left = minutes * 60_000;
      // A span of the night before may still be going on.
      let date = dayOn(start.toISODate() ?? '').previous;
      for (let count = 0; count < mostDays; count += 1) {
        const day = dayOn(date);
        for (const [opens, ends] of day.spans) {
          const begins = Math.max(opens, start.toMillis());
          const span = ends - begins;
          if (span <= 0) continue;
          if (left <= span) return new Date(begins + left).toISOString();
          left -= span;
        }
        date = day.next;
      }
      throw new OptionsError('minutes', 'must be less than two years of working time');
    },
  };
}
