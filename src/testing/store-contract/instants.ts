/** When the day of the checks begins, ISO 8601 in UTC. */
export const start = '2026-01-15T09:00:00.000Z';

/** So many minutes after that. */
export function minutes(count: number): string {
  return new Date(Date.parse(start) + count * 60_000).toISOString();
}
