import * as z from 'zod/mini';

/** Text that every store can hold and every screen can show: no null byte, no half of a surrogate pair. */
const clean = z.refine<string>(
  (text) => !/[\0\p{Surrogate}]/u.test(text),
  'must not hold null bytes or lone surrogates',
);

/** Text of at least one character. */
export function text(most: number): z.ZodMiniString {
  return z.string().check(z.minLength(1), z.maxLength(most), clean);
}

/** Text that may be empty. */
export function freeText(most: number): z.ZodMiniString {
  return z.string().check(z.maxLength(most), clean);
}

/** The host's or a shop's own id. */
export const id = text(255);

/** ISO 8601 with a zone; read as UTC with milliseconds. */
export const timestamp = z.pipe(
  z.iso.datetime({
    offset: true,
    error: 'must be an ISO 8601 time with a zone, such as 2026-01-15T09:20:30Z',
  }),
  z.transform((written: string) => new Date(written).toISOString()),
);

/** A whole number in a range. */
export function whole(least: number, most: number): z.ZodMiniNumber {
  return z.number().check(z.int(), z.gte(least), z.lte(most));
}
