import * as z from 'zod/mini';
import { reader } from './door.js';
import { id, text, timestamp, whole } from './text.js';

const most = 400;
const mostDimensions = 4;

const period = () =>
  z
    .strictObject({ name: text(100), from: timestamp(), to: timestamp() })
    .check(z.refine(({ from, to }) => from <= to, { error: 'must not end before it begins' }));

const periods = () =>
  z.array(period()).check(
    z.minLength(1),
    z.maxLength(most),
    z.refine((all) => new Set(all.map(({ name }) => name)).size === all.length, {
      error: 'must have a name of its own each',
    }),
  );

/** Reads what a report is asked for: its periods, and by what its rows are told apart. */
export const reportReader = <const Dimension extends string>(dimensions: readonly Dimension[]) =>
  reader(() =>
    z.strictObject({
      tenant: z.exactOptional(id()),
      periods: periods(),
      by: byOf(dimensions),
    }),
  );

const byOf = <const Dimension extends string>(dimensions: readonly Dimension[]) =>
  z._default(
    z.array(z.enum(dimensions as readonly [Dimension, ...Dimension[]])).check(
      z.maxLength(mostDimensions),
      z.refine((by) => new Set(by).size === by.length, { error: 'must not name one twice' }),
    ),
    [],
  );

/** Reads by what waiting orders are told apart. */
export const waitsReader = <const Dimension extends string>(dimensions: readonly Dimension[]) =>
  reader(() =>
    z._default(z.strictObject({ tenant: z.exactOptional(id()), by: byOf(dimensions) }), { by: [] }),
  );

/** The amounts that were counted of a settlement, in minor units, by the order's id. */
export const readCounted = reader(() =>
  z._default(z.record(id(), whole(0, Number.MAX_SAFE_INTEGER)), {}),
);
