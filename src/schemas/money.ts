import * as z from 'zod/mini';
import { once } from './once.js';
import { whole } from './text.js';

/** Minor units; an order never owes the customer. */
export const money = once(() =>
  z.strictObject({
    amount: whole(0, Number.MAX_SAFE_INTEGER),
    currency: z
      .string()
      .check(z.regex(/^[A-Z]{3}$/, 'must be three capital letters of ISO 4217, such as "MAD"')),
  }),
);
