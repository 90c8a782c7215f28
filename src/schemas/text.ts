import * as z from 'zod/mini';
import { once } from './once.js';

/** Text that every store can hold and every screen can show: no null byte, no half of a surrogate pair. */
const clean = once(() =>
  z.refine<string>(
    (text) => !/[\0\p{Surrogate}]/u.test(text),
    'must not hold null bytes or lone surrogates',
  ),
);

/** Too long to be looked at any closer. */
const atMost = (most: number) => z.maxLength(most, { abort: true });

/** Text of at least one character. */
export function text(most: number): z.ZodMiniString {
  return z.string().check(atMost(most), z.minLength(1), clean());
}

/** Text that may be empty. */
export function freeText(most: number): z.ZodMiniString {
  return z.string().check(atMost(most), clean());
}

/** The host's or a shop's own id. */
export const id = once(() => text(255));

const anInstant = 'must be an ISO 8601 time with a zone, such as 2026-01-15T09:20:30Z';
const years = /^[12]\d{3}-/;

const isoTime = once(() => z.iso.datetime({ offset: true }));

/** ISO 8601 with a zone; read as UTC with milliseconds. */
export const timestamp = once(() =>
  z.pipe(
    z.string().check(
      atMost(40),
      z.refine((written) => z.safeParse(isoTime(), written).success, {
        error: anInstant,
        abort: true,
      }),
      z.refine((written) => years.test(new Date(written).toISOString()), anInstant),
    ),
    z.transform((written: string) => new Date(written).toISOString()),
  ),
);

/** A whole number in a range. */
export function whole(least: number, most: number): z.ZodMiniNumber {
  return z.number().check(z.int(), z.gte(least), z.lte(most));
}
