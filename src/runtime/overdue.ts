import type { PlainSla, StatusLimit } from './attention.js';

const afterMinutes = (from: number, minutes: number): number => from + minutes * 60_000;

/** No shop is older. */
const longestMs = 100 * 365 * 86_400_000;

/** Whether an order that came in then has been there for too long by now. */
function isOver({ minutes, within }: StatusLimit, entered: number, now: number): boolean {
  const ends = within
    ? Date.parse(within.after(new Date(entered).toISOString(), minutes))
    : afterMinutes(entered, minutes);
  return ends <= now;
}

/** The first time at which an order may have come into its status and not be overdue yet. */
function inTimeSince(limit: StatusLimit, now: number): number {
  let early = now - limit.minutes * 60_000;
  if (!limit.within) return early + 1;
  // Later in, later over: half of what is left is on either side of the time that is sought.
  let late = now;
  for (let back = limit.minutes * 60_000; !isOver(limit, early, now); back *= 2) {
    late = early;
    early -= back;
    if (now - early > longestMs) return 0;
  }
  while (late - early > 1) {
    const middle = Math.floor((early + late) / 2);
    if (isOver(limit, middle, now)) early = middle;
    else late = middle;
  }
  return late;
}

/**
 * Says of each status since when orders may have been in it without being overdue now: ISO 8601 in UTC, or nothing where
 * there is no limit. Each limit is asked once.
 */
export function inTimeBy(sla: PlainSla, now: string): (status: string) => string | undefined {
  const known = new Map<string, string | undefined>();
  return (status) => {
    if (!known.has(status)) {
      const limit = Object.hasOwn(sla, status) ? sla[status] : undefined;
      const since = limit && new Date(inTimeSince(limit, Date.parse(now))).toISOString();
      known.set(status, since);
    }
    return known.get(status);
  };
}
