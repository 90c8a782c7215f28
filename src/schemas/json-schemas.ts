import * as z from 'zod/mini';
import { draft } from './draft.js';
import { eventSchemas } from './events.js';
import { entrySchema, orderSchema } from './order.js';

/** A schema as JSON Schema (2020-12) has it. */
export type JsonSchema = Readonly<Record<string, unknown>>;

const refer = (name: string): string => `#/components/schemas/${name}`;

/** `record_call_attempt` as `RecordCallAttempt`. */
export const schemaNameOf = (event: string): string =>
  event.replaceAll(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase());

function written(
  schemas: ReadonlyMap<string, z.ZodMiniType>,
  io: 'input' | 'output',
): ReadonlyMap<string, JsonSchema> {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of schemas) registry.add(schema, { id });
  const { schemas: made } = z.toJSONSchema(registry, {
    io,
    unrepresentable: 'any',
    uri: refer,
    override: ({ jsonSchema }) => {
      // The pattern says the same at length.
      if (jsonSchema.format === 'date-time') delete jsonSchema.pattern;
    },
  });
  return new Map(
    Object.entries(made).map(([name, { $schema: _, $id: __, ...schema }]) => [name, schema]),
  );
}

/** What comes in and what goes out, by name: the schemas that requests are read by, and those of what is told. */
export function jsonSchemas(
  statuses: readonly string[],
  events: readonly string[],
): Readonly<Record<string, JsonSchema>> {
  const sent = events.filter((event) => event !== 'place');
  const known = sent.filter((event) => Object.hasOwn(eventSchemas, event));
  const incoming = new Map<string, z.ZodMiniType>([
    ['Draft', draft()],
    ...known.map((event): [string, z.ZodMiniType] => [
      schemaNameOf(event),
      eventSchemas[event as keyof typeof eventSchemas](),
    ]),
  ]);
  const outgoing = new Map<string, z.ZodMiniType>([
    ['Order', orderSchema(statuses)],
    ['Entry', entrySchema()],
  ]);
  const own = sent
    .filter((event) => !known.includes(event))
    .map((event): [string, JsonSchema] => [
      schemaNameOf(event),
      { type: 'object', properties: { type: { const: event } }, required: ['type'] },
    ]);
  return {
    ...Object.fromEntries([...written(incoming, 'input'), ...own, ...written(outgoing, 'output')]),
    Event: {
      oneOf: sent.map((event) => ({ $ref: refer(schemaNameOf(event)) })),
      discriminator: {
        propertyName: 'type',
        mapping: Object.fromEntries(sent.map((event) => [event, refer(schemaNameOf(event))])),
      },
    },
  };
}
