import * as z from 'zod/mini';
import { draft } from './draft.js';
import { eventSchemas } from './events.js';
import type { FieldIssue } from './issues.js';
import { issuesOf } from './issues.js';
import { actor, source } from './order-parts.js';
import { once } from './once.js';
import { freeText, id, timestamp, whole } from './text.js';

/** What came through the door, or what is wrong with it. */
export type Parsed<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly issues: readonly FieldIssue[] };

/** Reads one kind of value from outside, by a schema that is made for the first of them. Never throws. */
export function reader<Value>(
  schemaOf: () => z.ZodMiniType<Value>,
): (input: unknown) => Parsed<Value> {
  const schema = once(schemaOf);
  return (input) => {
    try {
      const result = z.safeParse(schema(), input);
      return result.success
        ? { ok: true, value: result.data }
        : { ok: false, issues: issuesOf(result.error) };
    } catch {
      // A getter or a proxy that throws, or more levels than the stack has.
      return { ok: false, issues: [{ path: [], message: 'must be plain data' }] };
    }
  };
}

export const readDraft = reader(draft);
export const readSource = reader(source);
export const readId = reader(id);

/** How a command is sent, apart from its event. */
export const readCommand = reader(() =>
  z.strictObject({
    actor: actor(),
    commandId: z.exactOptional(id()),
    occurredAt: z.exactOptional(timestamp()),
    expectedVersion: z.exactOptional(whole(0, Number.MAX_SAFE_INTEGER)),
    dryRun: z.exactOptional(z.boolean()),
    tenant: z.exactOptional(id()),
  }),
);

const tenant = () => z.exactOptional(id());
const limit = () => z._default(whole(1, 1000), 50);

/** How a history is asked for. */
export const readHistory = reader(() =>
  z.strictObject({ limit: limit(), after: z.exactOptional(freeText(1000)), tenant: tenant() }),
);

/** Whose orders are meant. */
export const readScope = reader(() => z._default(z.strictObject({ tenant: tenant() }), {}));

/** Who wants an order explained. */
export const readExplain = reader(() => z.strictObject({ actor: actor(), tenant: tenant() }));

/** Which effects are listed. */
export const readEffectQuery = reader(() =>
  z.strictObject({
    state: z.enum(['pending', 'done', 'dead']),
    orderId: z.exactOptional(id()),
    limit: limit(),
    tenant: tenant(),
  }),
);

/** Which contradictions are listed. */
export const readContradictionQuery = reader(() =>
  z._default(z.strictObject({ orderId: z.exactOptional(id()), limit: limit(), tenant: tenant() }), {
    limit: 50,
  }),
);

const aDay = 86_400_000;
const concurrency = () => z.exactOptional(whole(1, 100));

/** How long effects are handed over. */
export const readDrain = reader(() =>
  z._default(
    z.strictObject({
      budgetMs: z.exactOptional(whole(0, aDay)),
      concurrency: concurrency(),
      orderId: z.exactOptional(id()),
      tenant: tenant(),
    }),
    {},
  ),
);

const signal = () =>
  z.custom<object>(
    (value) => typeof value === 'object' && value !== null && 'aborted' in value,
    'must be an AbortSignal',
  );

/** How effects are handed over until somebody says stop. */
export const readRun = reader(() =>
  z.strictObject({
    signal: signal(),
    idleMs: z.exactOptional(whole(1, aDay)),
    concurrency: concurrency(),
    onError: z.exactOptional(
      z.custom<(error: unknown) => void>(
        (value) => typeof value === 'function',
        'must be a function',
      ),
    ),
  }),
);

/** Which effects are forgotten. */
export const readPrune = reader(() =>
  z.strictObject({ before: timestamp(), limit: z.exactOptional(whole(1, 100_000)) }),
);

const count = /^\d{1,9}$/;

/** The name of an effect, taken apart. */
export const readEffectId = reader(() =>
  z.pipe(
    z.string().check(
      z.maxLength(5000, { abort: true }),
      z.refine((name) => {
        const [tenant = '', id = '', version = '', index = '', ...more] = name.split('/');
        return tenant && id && count.test(version) && count.test(index) && more.length === 0;
      }, 'must be the id of an effect'),
    ),
    z.transform((name: string) => {
      const [tenant = '', id = '', version, index] = name.split('/').map(decodeURIComponent);
      return { tenant, id, version: Number(version), index: Number(index) };
    }),
  ),
);

/** How a shop's news is taken. */
export const readReceive = reader(() =>
  z._default(
    z.strictObject({
      tenant: tenant(),
      unknownOrder: z.exactOptional(z.enum(['ignore', 'place'])),
    }),
    {},
  ),
);

export const readIds = reader(() => z.array(z.unknown()));

/** Orders, each with an event of its own, which is read as any other. */
export const eachCommand = once(() =>
  z.array(z.strictObject({ id: z.unknown(), event: z.unknown() })).check(
    z.superRefine((commands, context) => {
      const seen = new Set<unknown>();
      for (const [index, { id }] of commands.entries()) {
        if (seen.has(id)) {
          const message = 'must not come twice: send the events of one order one after the other';
          context.addIssue({ code: 'custom', path: [index, 'id'], message });
        }
        seen.add(id);
      }
    }),
  ),
);

export const readEachCommand = reader(eachCommand);

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
  Object.entries(eventSchemas).map(([type, schemaOf]) => [
    type,
    reader(schemaOf as () => z.ZodMiniType<{ type: string }>),
  ]),
);

/** The events that need no schema from the host. */
export const knownEvents: ReadonlySet<string> = new Set(readers.keys());

function readOwn(
  schema: EventSchema,
  type: string,
  input: unknown,
): Parsed<{ readonly type: string }> {
  const fault = (message: string): Parsed<never> => ({
    ok: false,
    issues: [{ path: ['type'], message }],
  });
  try {
    const result = schema['~standard'].validate(input);
    if (result instanceof Promise) return fault('has an asynchronous schema');
    if (!result.issues) {
      const { value } = result;
      const whole = typeof value === 'object' && value !== null && 'type' in value;
      if (!whole || value.type !== type) return fault('was lost by its schema');
      return { ok: true, value: value as { type: string } };
    }
    const part = (key: unknown): string | number => {
      const plain = typeof key === 'object' && key !== null && 'key' in key ? key.key : key;
      return typeof plain === 'number' ? plain : String(plain);
    };
    return {
      ok: false,
      issues: result.issues.map(({ message, path = [] }) => ({ path: path.map(part), message })),
    };
  } catch {
    return fault('could not be read by its schema');
  }
}

/** What something from outside has under a name; `undefined` where it has nothing, or cannot be asked. */
export function fieldIn(input: unknown, name: string): unknown {
  try {
    return (input as Readonly<Record<string, unknown>> | null | undefined)?.[name];
  } catch {
    return undefined;
  }
}

/** Reads an event; `own` holds the schemas of a host's own event types. */
export function readEvent(
  input: unknown,
  own: Readonly<Record<string, EventSchema>>,
): Parsed<{ readonly type: string }> {
  const type = fieldIn(input, 'type');
  if (typeof type !== 'string') {
    return { ok: false, issues: [{ path: ['type'], message: 'must be the type of an event' }] };
  }
  if (Object.hasOwn(own, type)) return readOwn(own[type] as EventSchema, type, input);
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
