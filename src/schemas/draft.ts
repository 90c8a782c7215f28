import * as z from 'zod/mini';
import { money } from './money.js';
import { address, customer, draftLines, metadata, source } from './order-parts.js';
import { id } from './text.js';

/** An order as it is asked for. */
export const draft = z.strictObject({
  id: z.exactOptional(id),
  source: z.exactOptional(source),
  customer,
  address,
  lines: draftLines,
  amountDue: money,
  metadata: z.exactOptional(metadata),
});
