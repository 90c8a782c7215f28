import * as z from 'zod/mini';
import { reader } from './door.js';
import { id, timestamp, whole } from './text.js';

/** Which orders are moved to an archive. */
export const readArchivePick = reader(() =>
  z.strictObject({
    tenant: id(),
    enteredBefore: timestamp(),
    limit: z._default(whole(1, 10_000), 500),
  }),
);

/** Which orders are brought back from it. */
export const readOrderKeys = reader(() => z.array(z.looseObject({ tenant: id(), id: id() })));
