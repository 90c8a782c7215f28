const pattern =
  /^(?<date>\d{4}-\d\d-\d\d)[T ](?<time>\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)(?<zone>Z|[+-]\d\d:?\d\d)?$/;
const dayFirst = /^(?<day>\d\d)[ /-](?<month>\d\d)[ /-](?<year>\d{4}) (?<time>\d\d:\d\d:\d\d)$/;

/** A carrier's time in UTC; `null` where it is none, or has no zone and none is known. */
export function carrierTime(text: string, utcOffset: string | null): string | null {
  const iso = pattern.exec(text.trim())?.groups;
  const other = dayFirst.exec(text.trim())?.groups;
  const date = iso?.['date'] ?? (other && `${other['year']}-${other['month']}-${other['day']}`);
  const time = iso?.['time'] ?? other?.['time'];
  const zone = iso?.['zone'] ?? utcOffset;
  if (date === undefined || time === undefined || zone === null) return null;
  // JavaScript keeps milliseconds.
  const moment = Date.parse(`${date}T${time.replace(/(\.\d{3})\d+$/, '$1')}${zone}`);
  return Number.isNaN(moment) ? null : new Date(moment).toISOString();
}
