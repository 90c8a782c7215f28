import * as z from 'zod/mini';
import { actorKinds } from '../order/actor.js';
import { money } from './money.js';
import { once } from './once.js';
import { freeText, id, text, whole } from './text.js';

const absent = <Schema extends z.ZodMiniType>(schema: Schema) =>
  z._default(z.nullable(schema), null);

export const actor = once(() => z.strictObject({ kind: z.enum(actorKinds), id: id() }));

export const customer = () =>
  z.strictObject({
    name: text(500),
    phone: text(50),
    email: absent(text(320)),
    locale: absent(
      z
        .string()
        .check(
          z.maxLength(35, { abort: true }),
          z.regex(
            /^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*$/,
            'must be a language tag, such as "fr-MA"',
          ),
        ),
    ),
  });

export const address = () =>
  z.strictObject({
    line1: text(500),
    line2: absent(freeText(500)),
    city: text(200),
    region: absent(freeText(200)),
    postalCode: absent(freeText(30)),
    country: z
      .string()
      .check(z.regex(/^[A-Z]{2}$/, 'must be two capital letters of ISO 3166-1, such as "MA"')),
  });

export const source = () =>
  z.strictObject({
    kind: z
      .string()
      .check(z.regex(/^[a-z][a-z0-9_-]{0,49}$/, 'must be a lower-case word, such as "shopify"')),
    shop: text(255),
    externalId: id(),
    reference: absent(text(100)),
  });

export const assignee = () =>
  z.strictObject({
    kind: z.enum(['driver', 'courier', 'partner']),
    id: id(),
    name: absent(text(200)),
  });

export const tracking = () =>
  z.strictObject({
    number: text(100),
    carrier: absent(text(100)),
    url: absent(text(2000)),
  });

/** The most units of one line; a larger number is a slip of the finger. */
const mostUnits = 1_000_000;

export const quantity = () => whole(1, mostUnits);
export const units = () => whole(0, mostUnits);

const lineFields = () => ({
  sku: text(255),
  title: freeText(1000),
  quantity: quantity(),
  unitPrice: absent(money()),
});
const mostLines = 1000;

function uniqueBy<Row>(key: (row: Row) => string | undefined, message: string) {
  return z.check<readonly Row[]>((context) => {
    const seen = new Set<string>();
    for (const [index, row] of context.value.entries()) {
      const value = key(row);
      if (value !== undefined && seen.has(value)) {
        context.issues.push({ code: 'custom', path: [index, 'id'], message, input: context.value });
      }
      if (value !== undefined) seen.add(value);
    }
  });
}

const oneEach = () =>
  uniqueBy((line: { id?: string }) => line.id, 'must differ from the ids of the other lines');

/** Lines as they are kept: each has its id. */
export const lines = () =>
  z
    .array(z.strictObject({ id: id(), ...lineFields() }))
    .check(z.minLength(1), z.maxLength(mostLines), oneEach());

/** Lines as they are asked for. */
export const draftLines = () =>
  z
    .array(z.strictObject({ id: z.exactOptional(id()), ...lineFields() }))
    .check(z.minLength(1), z.maxLength(mostLines), oneEach());

const mostKeys = 100;

export const metadata = () =>
  z
    .record(text(100), freeText(10_000))
    .check(
      z.refine(
        (kept) => Object.keys(kept).length <= mostKeys,
        `must have at most ${mostKeys} keys`,
      ),
    );
