import * as z from 'zod/mini';
import type { Parsed } from './door.js';
import { draft } from './draft.js';
import { issuesOf } from './issues.js';
import { once } from './once.js';
import { freeText } from './text.js';

/**
 * A field of a shop's order. What is missing, `null` and blank mean the same.
 *
 * @category Shops
 * @since 0.1.0
 */
export type ShopText = string | null | undefined;

export const shopText = once(() => z.nullish(freeText(10_000)));

const digits = 'must be an id of digits';
const isExact = (id: number) => Number.isSafeInteger(id) && id >= 0;

/** An id as its digits: a number where it is exact, and text where it is too long for one. */
export const shopId = once(() =>
  z.pipe(
    z.union(
      [
        z.string().check(z.regex(/^\d{1,50}$/, digits)),
        z.number().check(z.refine(isExact, digits)),
      ],
      digits,
    ),
    z.transform((id: string | number) => String(id)),
  ),
);

export const shopQuantity = once(() => z.nullish(z.number()));

/**
 * What is left of a deleted order. A whole order here is a mistake, or a signed body sent once more under a topic that
 * the signature does not cover.
 */
const deletion = once(() =>
  z.looseObject({ id: shopId() }).check(
    z.refine((body) => !('line_items' in body), {
      path: ['line_items'],
      error: 'must be absent: a deletion names the order and holds nothing of it',
    }),
  ),
);

export const readDeletion = (body: unknown): Parsed<{ readonly id: string }> =>
  readBy(deletion(), body);

export const readShopDraft = (input: unknown): Parsed<unknown> => readBy(draft(), input);

export function readBy<Value>(schema: z.ZodMiniType<Value>, body: unknown): Parsed<Value> {
  const result = z.safeParse(schema, body);
  if (result.success) return { ok: true, value: result.data };
  return { ok: false, issues: issuesOf(result.error) };
}
