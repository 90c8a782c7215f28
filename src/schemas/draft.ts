import * as z from 'zod/mini';
import { money } from './money.js';
import { address, customer, draftLines, metadata, source } from './order-parts.js';
import { once } from './once.js';
import { id } from './text.js';

/** An order's id stands in addresses, where one or two dots lead elsewhere. */
const orderId = () =>
  id().check(z.refine((text) => text !== '.' && text !== '..', 'must not be "." or ".."'));

/** An order as it is asked for. */
export const draft = once(() =>
  z.strictObject({
    id: z.exactOptional(orderId()),
    source: z.exactOptional(source()),
    customer: customer(),
    address: address(),
    lines: draftLines(),
    amountDue: money(),
    metadata: z.exactOptional(metadata()),
  }),
);
