import { exponentOf, formatMoney } from 'cod-lifecycle';
import type { Money } from 'cod-lifecycle';

const minute = 60_000;
const units = [
  ['day', 24 * 60 * minute],
  ['hour', 60 * minute],
  ['minute', minute],
] as const;

/** How a language writes what it is told, in the shop's time zone. */
export function formatsFor(locale: string, timeZone: string) {
  const clock = new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone });
  const both = new Intl.DateTimeFormat(locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
  });
  const days = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone });
  const counts = new Intl.NumberFormat(locale);
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  const or = new Intl.ListFormat(locale, { type: 'disjunction' });
  const unit = (name: string, value: number): string =>
    new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: 'short' }).format(
      value,
    );

  /** A span of time by its units, the largest first; those in between are not left out. */
  function unitsOf(ms: number): readonly string[] {
    const parts: string[] = [];
    let rest = Math.max(0, ms);
    for (const [name, size] of units) {
      const whole = Math.floor(rest / size);
      rest -= whole * size;
      if (whole > 0 || (name === 'minute' && parts.length === 0)) parts.push(unit(name, whole));
      else if (parts.length > 0) break;
    }
    return parts;
  }

  return {
    money(money: Money): string {
      const { currency } = money;
      const digits = exponentOf(currency);
      // The exact text, which no float has touched.
      const exact = formatMoney(money) as Intl.StringNumericLiteral;
      return new Intl.NumberFormat(locale, {
        style: 'currency',
        currency,
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
      }).format(exact);
    },
    time: (iso: string): string => clock.format(Date.parse(iso)),
    moment: (iso: string): string => both.format(Date.parse(iso)),
    day: (iso: string): string => days.format(Date.parse(iso)),
    count: (value: number): string => counts.format(value),
    and: (words: readonly string[]): string => list.format(words),
    or: (words: readonly string[]): string => or.format(words),
    /** The two largest units of it: 2 days 3 hr. */
    span: (ms: number): string => unitsOf(ms).slice(0, 2).join(' '),
    /** The largest unit alone: 2 days. */
    about: (ms: number): string => unitsOf(ms)[0] ?? '',
  };
}

export type Formats = ReturnType<typeof formatsFor>;
