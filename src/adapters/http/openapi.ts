import { mostAtOnce } from '../../schemas/http.js';
import { jsonSchemas } from '../../schemas/json-schemas.js';
import type { JsonSchema } from '../../schemas/json-schemas.js';
import type { Operation } from './operation.js';
import { titles } from './problem.js';
import type { ParameterKind } from './read-query.js';

/** What a document says of the API besides what the library knows. */
export interface DocumentOptions {
  /** Default `Orders`. */
  readonly title?: string;
  /** The version of your API. Default `1`. */
  readonly version?: string;
  /** Where the API is, such as `https://shop.example/cod`. Default the `basePath`, which a mount may not know. */
  readonly server?: string;
  /** How callers prove who they are, as OpenAPI has it. Default a bearer token. */
  readonly securitySchemes?: Readonly<Record<string, object>>;
}

interface Described {
  readonly method: string;
  readonly path: string;
  readonly open: boolean;
  readonly operation: Operation;
}

const ref = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` });
const object = (
  properties: Readonly<Record<string, JsonSchema>>,
  ...optional: readonly string[]
) => ({
  type: 'object',
  properties,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
});
const text = { type: 'string' };
const list = (items: JsonSchema): JsonSchema => ({ type: 'array', items });
const orNull = (schema: JsonSchema): JsonSchema => ({ anyOf: [schema, { type: 'null' }] });
const one = (value: string): JsonSchema => ({ const: value });
const atMost = (schema: JsonSchema): JsonSchema => ({
  ...schema,
  minItems: 1,
  maxItems: mostAtOnce,
});

const step = orNull(object({ step: { type: 'integer' }, of: { type: 'integer' } }));
const row = {
  order: ref('Order'),
  actions: list(text),
  progress: step,
};

const answers: Readonly<Record<string, JsonSchema>> = {
  Applied: object({
    kind: one('applied'),
    order: ref('Order'),
    entry: ref('Entry'),
    dryRun: { type: 'boolean' },
  }),
  Duplicate: object({ kind: one('duplicate'), order: ref('Order'), entry: orNull(ref('Entry')) }),
  Stale: object({ kind: one('stale'), order: ref('Order') }),
  Outcome: {
    oneOf: [ref('Applied'), ref('Duplicate'), ref('Stale')],
    discriminator: {
      propertyName: 'kind',
      mapping: {
        applied: '#/components/schemas/Applied',
        duplicate: '#/components/schemas/Duplicate',
        stale: '#/components/schemas/Stale',
      },
    },
  },
  Row: object({ ...row, overdue: { type: 'boolean' } }),
  OrderPage: object({ rows: list(ref('Row')), next: orNull(text), prev: orNull(text) }),
  EntryPage: object({ rows: list(ref('Entry')), next: orNull(text) }),
  Counts: { type: 'object', additionalProperties: { type: 'integer', minimum: 0 } },
  Explanation: object({
    ...row,
    events: list(
      object({ event: text, possible: { type: 'boolean' }, problem: ref('Problem') }, 'problem'),
    ),
  }),
  Bulk: {
    oneOf: [
      object({ ids: atMost(list(text)), event: ref('Event') }),
      object({ commands: atMost(list(object({ id: text, event: ref('Event') }))) }),
    ],
  },
  Receipts: object({
    receipts: list(
      object({ id: text, outcome: ref('Outcome'), problem: ref('Problem') }, 'outcome', 'problem'),
    ),
  }),
  Report: object({ rows: list({ type: 'object' }) }),
  Reception: object({
    reason: orNull(text),
    outcomes: list(object({ kind: text, code: text }, 'code')),
  }),
  Health: object({ status: one('ok') }),
  Problem: {
    ...object(
      {
        type: text,
        title: text,
        status: { type: 'integer' },
        code: text,
        detail: text,
        issues: list(object({ path: list({ type: ['string', 'integer'] }), message: text })),
        blockers: list(object({ code: text, params: {} }, 'params')),
        order: object({ id: text, status: text, version: { type: 'integer' } }),
      },
      'detail',
      'issues',
      'blockers',
      'order',
    ),
  },
};

function schemaOf(kind: ParameterKind, statuses: readonly string[]): JsonSchema {
  switch (kind) {
    case 'text':
      return text;
    case 'flag':
      return { type: 'boolean' };
    case 'yes':
      return { const: true };
    case 'number':
      return { type: 'integer' };
    case 'list':
      return list(text);
    case 'statuses':
      return list({ ...text, enum: statuses });
    case 'time':
      return { ...text, format: 'date-time' };
    case 'day':
      return { ...text, format: 'date' };
    default:
      return { ...text, enum: kind };
  }
}

const header = (name: string, description: string): object => ({
  name,
  in: 'header',
  description,
  schema: text,
});

const key = header('Idempotency-Key', 'Makes a repeat harmless: the id of the command.');
const match = header('If-Match', 'The ETag of the order as it was seen.');
const noneMatch = header('If-None-Match', 'The ETag of the order as it is held.');

const told = (description: string): object => ({ description, schema: text });
const etag = { ETag: told('The version of the order.') };
const location = { Location: told('Where the order is.') };
const retryAfter = { 'Retry-After': told('When to try again, in seconds.') };

function parametersOf(
  { path, operation: { query = {}, command, names, tag } }: Described,
  statuses: readonly string[],
): readonly object[] {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: names ? { ...text, enum: names } : text,
  }));
  const inQuery = Object.entries(query).map(([name, kind]) => ({
    name,
    in: 'query',
    schema: schemaOf(kind, statuses),
    ...((kind === 'list' || kind === 'statuses') && { style: 'form', explode: true }),
  }));
  return [
    ...inPath,
    ...inQuery,
    ...(command ? [key] : []),
    ...(command === 'one' ? [match] : []),
    ...(tag === 'compared' ? [noneMatch] : []),
  ];
}

const content = (schema: JsonSchema, type = 'application/json'): object => ({
  content: { [type]: { schema } },
});

function operationOf(described: Described, statuses: readonly string[]): object {
  const { open, operation } = described;
  const { id, summary, body, answers, problems, tag } = operation;
  const parameters = parametersOf(described, statuses);
  const all = [...problems, ...(open ? [] : [401]), 500, 503];
  return {
    operationId: id,
    summary,
    ...(open && { security: [] }),
    ...(parameters.length > 0 && { parameters }),
    ...(body !== undefined && {
      requestBody: {
        required: true,
        ...(body === 'any' ? content({}, '*/*') : content(ref(body))),
      },
    }),
    responses: {
      ...Object.fromEntries(
        Object.entries(answers).map(([status, name]) => [
          status,
          {
            description: name ?? 'Nothing has changed',
            ...(tag && { headers: { ...etag, ...(status === '201' && location) } }),
            ...(name !== null && content(ref(name))),
          },
        ]),
      ),
      ...Object.fromEntries(
        all.map((status) => [
          status,
          {
            description: titles[status] ?? 'Refused',
            ...(status === 503 && { headers: retryAfter }),
            ...content(ref('Problem'), 'application/problem+json'),
          },
        ]),
      ),
    },
  };
}

/** The OpenAPI 3.1 document of an API: its routes, and the schemas that its requests are read by. */
export function openApiDocument(
  routes: readonly Described[],
  lifecycle: { readonly statuses: readonly string[]; readonly events: readonly string[] },
  basePath: string,
  { title = 'Orders', version = '1', server, securitySchemes }: DocumentOptions,
): object {
  const schemes = securitySchemes ?? { bearer: { type: 'http', scheme: 'bearer' } };
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes) {
    (paths[route.path] ??= {})[route.method.toLowerCase()] = operationOf(route, lifecycle.statuses);
  }
  return {
    openapi: '3.1.0',
    info: { title, version },
    servers: [{ url: server ?? (basePath === '' ? '/' : basePath) }],
    security: Object.keys(schemes).map((name) => ({ [name]: [] })),
    paths,
    components: {
      schemas: { ...jsonSchemas(lifecycle.statuses, lifecycle.events), ...answers },
      securitySchemes: schemes,
    },
  };
}
