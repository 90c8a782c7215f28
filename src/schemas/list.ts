import * as z from 'zod/mini';
import { actorKinds } from '../order/actor.js';
import { orderSorts } from '../order/order-sort.js';
import { reader } from './door.js';
import { once } from './once.js';
import { freeText, id, text, timestamp, whole } from './text.js';

const flag = () => z.exactOptional(z.boolean());

/** A span of time, half open; a day or a week of the shop's brings its name along. */
const span = once(() =>
  z.exactOptional(
    z.pipe(
      z.strictObject({
        name: z.exactOptional(freeText(100)),
        from: z.exactOptional(timestamp()),
        to: z.exactOptional(timestamp()),
      }),
      z.transform(({ name: _, ...ends }) => ends),
    ),
  ),
);

const filter = () => ({
  tenant: z.exactOptional(id()),
  status: z.exactOptional(z.array(text(100)).check(z.maxLength(100))),
  open: flag(),
  assignee: z.exactOptional(id()),
  source: z.exactOptional(
    z.strictObject({ kind: z.exactOptional(text(100)), shop: z.exactOptional(text(255)) }),
  ),
  actor: z.exactOptional(
    z.strictObject({ kind: z.exactOptional(z.enum(actorKinds)), id: z.exactOptional(id()) }),
  ),
  needsReconfirmation: flag(),
  placed: span(),
  entered: span(),
  nextCall: span(),
  collected: span(),
  callDue: z.exactOptional(z.literal(true)),
  overdue: z.exactOptional(z.literal(true)),
  search: z.exactOptional(text(255)),
});

const sorted = once(() => ({
  ...filter(),
  sort: z.exactOptional(z.enum(orderSorts)),
  direction: z.exactOptional(z.enum(['asc', 'desc'])),
}));
const cursor = () => z.exactOptional(freeText(1000));

/** What was given: a field that is undefined, and a search for nothing, are as if they were left out. */
function given(options: unknown): unknown {
  if (typeof options !== 'object' || options === null || Array.isArray(options)) return options;
  const fields = Object.entries(options).filter(
    ([name, value]) =>
      value !== undefined &&
      !(name === 'search' && typeof value === 'string' && value.trim() === ''),
  );
  return Object.fromEntries(fields.map(([name, value]) => [name, given(value)]));
}

/** Reads options of which some may be undefined. */
const optionsReader = <Value>(schemaOf: () => z.ZodMiniType<Value>) =>
  reader(() => z.pipe(z.transform(given), schemaOf()));

/** How a list of orders is asked for. */
export const readList = optionsReader(() =>
  z.strictObject({
    ...sorted(),
    limit: z._default(whole(1, 1000), 50),
    after: cursor(),
    before: cursor(),
  }),
);

/** How every order of a list is asked for. */
export const readEach = optionsReader(() =>
  z._default(z.strictObject({ ...sorted(), after: cursor() }), {}),
);

/** How orders are counted: as they are listed, but for the page. In which order does not matter. */
export const readCounts = optionsReader(() =>
  z.pipe(
    z._default(z.strictObject({ ...sorted(), upTo: z.exactOptional(whole(1, 1_000_000_000)) }), {}),
    z.transform(({ sort: _, direction: __, ...query }) => query),
  ),
);
