import * as fc from 'fast-check';

/** A time in the year of the samples, ISO 8601 in UTC with milliseconds. */
export function arbitraryTime(): fc.Arbitrary<string> {
  return fc
    .date({
      min: new Date('2026-01-01T00:00:00.000Z'),
      max: new Date('2026-12-31T23:59:59.999Z'),
      noInvalidDate: true,
    })
    .map((date) => date.toISOString());
}
