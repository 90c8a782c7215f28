import * as z from 'zod/mini';
import { eachCommand, reader } from './door.js';
import { actor } from './order-parts.js';
import { id } from './text.js';

/** Who has sent a request, as a host says it. */
export const readIdentity = reader(() =>
  z.strictObject({
    tenant: id(),
    actor: actor(),
    sends: z.optional(z.array(id())),
    sees: z.optional(
      z.union(
        [
          z.literal('all'),
          z.strictObject({ assignee: id() }),
          z.strictObject({ orders: z.array(id()) }),
        ],
        { error: 'must be "all", an `assignee`, or a list of `orders`' },
      ),
    ),
  }),
);

/** So many orders go into one bulk. */
export const mostAtOnce = 1000;

/** One event for many orders, or one for each. */
export const readBulk = reader(() =>
  z.strictObject({
    ids: z.exactOptional(z.array(z.unknown()).check(z.minLength(1), z.maxLength(mostAtOnce))),
    event: z.exactOptional(z.unknown()),
    commands: z.exactOptional(eachCommand().check(z.minLength(1), z.maxLength(mostAtOnce))),
  }),
);
