import * as z from 'zod/mini';
import { draft } from './draft.js';
import { eventSchemas } from './events.js';
import type { FieldIssue } from './issues.js';
import { issuesOf } from './issues.js';
import { actor, source } from './order-parts.js';
import { id, timestamp, whole } from './text.js';

/** What came through the door, or what is wrong with it. */
export type Parsed<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly issues: readonly FieldIssue[] };

/** Reads one kind of value from outside. Never throws. */
export function reader<Value>(schema: z.ZodMiniType<Value>): (input: unknown) => Parsed<Value> {
  return (input) => {
    const result = z.safeParse(schema, input);
    return result.success
      ? { ok: true, value: result.data }
      : { ok: false, issues: issuesOf(result.error) };
  };
}

export const readDraft = reader(draft);
export const readSource = reader(source);
export const readId = reader(id);

/** How a command is sent, apart from its event. */
export const readCommand = reader(
  z.strictObject({
    actor,
    commandId: z.exactOptional(id),
    occurredAt: z.exactOptional(timestamp),
    expectedVersion: z.exactOptional(whole(0, Number.MAX_SAFE_INTEGER)),
    dryRun: z.exactOptional(z.boolean()),
    tenant: z.exactOptional(id),
  }),
);

/** How a list is asked for. */
export const readQuery = reader(
  z.strictObject({
    status: z.exactOptional(z.array(z.string().check(z.maxLength(100))).check(z.maxLength(100))),
    limit: z._default(whole(1, 1000), 50),
    after: z.exactOptional(z.string().check(z.maxLength(1000))),
    tenant: z.exactOptional(id),
  }),
);

/** Any parser of the Standard Schema kind (zod, valibot, arktype): how a host describes events of its own. */
export interface EventSchema {
  readonly '~standard': {
    readonly validate: (value: unknown) => StandardResult | Promise<StandardResult>;
  };
}

type StandardResult =
  | { readonly value: unknown; readonly issues?: undefined }
  | {
      readonly issues: readonly {
        readonly message: string;
        readonly path?: readonly unknown[] | undefined;
      }[];
    };

const readers = new Map<string, (input: unknown) => Parsed<{ readonly type: string }>>(
  Object.entries(eventSchemas).map(([type, schema]) => [
    type,
    reader(schema as z.ZodMiniType<{ type: string }>),
  ]),
);

/** The events that need no schema from the host. */
export const knownEvents: ReadonlySet<string> = new Set(readers.keys());

function readOwn(schema: EventSchema, input: unknown): Parsed<{ readonly type: string }> {
  const result = schema['~standard'].validate(input);
  if (result instanceof Promise)
    return {
      ok: false,
      issues: [{ path: [], message: 'has an asynchronous schema; events need a synchronous one' }],
    };
  if (!result.issues) return { ok: true, value: result.value as { type: string } };
  const part = (key: unknown): string | number => {
    const plain = typeof key === 'object' && key !== null && 'key' in key ? key.key : key;
    return typeof plain === 'number' ? plain : String(plain);
  };
  return {
    ok: false,
    issues: result.issues.map(({ message, path = [] }) => ({ path: path.map(part), message })),
  };
}

/** Reads an event; `own` holds the schemas of a host's own event types. */
export function readEvent(
  input: unknown,
  own: Readonly<Record<string, EventSchema>>,
): Parsed<{ readonly type: string }> {
  const type =
    typeof input === 'object' && input !== null && 'type' in input ? input.type : undefined;
  if (typeof type !== 'string')
    return { ok: false, issues: [{ path: ['type'], message: 'must be the type of an event' }] };
  if (Object.hasOwn(own, type)) return readOwn(own[type] as EventSchema, input);
  const read = readers.get(type);
  return read
    ? read(input)
    : {
        ok: false,
        issues: [
          {
            path: ['type'],
            message: `must be one of ${[...readers.keys(), ...Object.keys(own)].join(', ')}`,
          },
        ],
      };
}
