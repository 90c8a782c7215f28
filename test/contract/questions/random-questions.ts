import * as fc from 'fast-check';
import {
  actorKinds,
  moveDimensions,
  orderDimensions,
  orderSorts,
  orderStatuses,
} from 'cod-lifecycle';
import type { Change, ListQuery, OrderStore, Period } from 'cod-lifecycle';

type Filter = Omit<ListQuery, 'tenant' | 'limit'>;

/** One question to a store, and what it is called. */
export interface Question {
  readonly name: string;
  readonly ask: (store: OrderStore) => Promise<unknown>;
}

const statuses = fc.subarray([...orderStatuses], { minLength: 1 });

/** One of the values that are there, or one that is not. */
const oneOf = <Value>(values: readonly Value[], none: Value): fc.Arbitrary<Value> =>
  fc.constantFrom(...new Set(values), none);

/** Without what is `undefined`: a key that is not there asks nothing. */
const given = <Fields extends object>(fields: Fields) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

/** Times at which something happened, or a millisecond beside. */
function timesIn(changes: readonly Change[]): fc.Arbitrary<string> {
  const times = changes.flatMap(({ order, entry }) => [
    order.placedAt,
    order.enteredAt,
    entry.occurredAt,
    order.calls.nextCallAt ?? order.placedAt,
    order.collection?.at ?? order.placedAt,
  ]);
  return fc
    .tuple(oneOf(times, '2026-01-01T00:00:00.000Z'), fc.integer({ min: -1, max: 1 }))
    .map(([time, beside]) => new Date(Date.parse(time) + beside).toISOString());
}

function filtersOf(changes: readonly Change[]): fc.Arbitrary<Filter> {
  const orders = changes.map(({ order }) => order);
  // Few at a time, or nothing passes them all.
  const maybe = <Value>(values: fc.Arbitrary<Value>) =>
    fc.oneof({ arbitrary: fc.constant(undefined), weight: 9 }, { arbitrary: values, weight: 1 });
  const span = maybe(
    fc.record({ from: timesIn(changes), to: timesIn(changes) }, { requiredKeys: [] }),
  );
  const typed = orders.flatMap(({ id, source, customer: { phone } }) => [
    id,
    source.reference ?? id,
    phone,
    Array.from(phone).slice(-5).join(''),
  ]);
  return fc
    .record({
      status: maybe(statuses),
      open: maybe(fc.boolean()),
      assignee: maybe(
        oneOf(
          orders.map(({ assignee }) => assignee?.id ?? 'none'),
          'nobody',
        ),
      ),
      source: maybe(
        fc.record(
          {
            kind: oneOf(
              orders.map(({ source }) => source.kind),
              'none',
            ),
            shop: oneOf(
              orders.map(({ source }) => source.shop),
              'none',
            ),
          },
          { requiredKeys: [] },
        ),
      ),
      actor: maybe(
        fc.record(
          {
            kind: fc.constantFrom(...actorKinds),
            id: oneOf(
              changes.map(({ entry }) => entry.actor.id),
              'nobody',
            ),
          },
          { requiredKeys: [] },
        ),
      ),
      needsReconfirmation: maybe(fc.boolean()),
      placed: span,
      entered: span,
      nextCall: span,
      collected: span,
      overdue: maybe(fc.dictionary(fc.constantFrom(...orderStatuses), timesIn(changes))),
      search: maybe(oneOf(typed, '#1042').filter((text) => text.length > 0)),
    })
    .map(given);
}

function listsOf(tenant: string, changes: readonly Change[]): fc.Arbitrary<Question> {
  return fc
    .record({
      filter: filtersOf(changes),
      sort: fc.constantFrom(...orderSorts),
      direction: fc.constantFrom('asc', 'desc'),
      limit: fc.constantFrom(1, 2, 3, 50),
    })
    .map(({ filter, ...page }) => ({
      name: `list ${JSON.stringify({ ...filter, ...page })}`,
      async ask(store) {
        const query: ListQuery = { tenant, ...filter, ...page };
        const first = await store.list(query);
        if (first.next === null) return [first];
        const second = await store.list({ ...query, after: first.next });
        const back =
          second.prev === null ? null : await store.list({ ...query, before: second.prev });
        return [first, second, back];
      },
    }));
}

function countsOf(tenant: string, changes: readonly Change[]): fc.Arbitrary<Question> {
  return fc.tuple(filtersOf(changes), fc.constantFrom(undefined, 1, 2)).map(([filter, upTo]) => ({
    name: `counts ${JSON.stringify({ ...filter, upTo })}`,
    ask: async (store) => {
      const counts = await store.counts({ tenant, ...filter, ...(upTo && { upTo }) });
      return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
    },
  }));
}

/** Rows come in any order. */
const sorted = (rows: readonly unknown[]): readonly string[] =>
  rows.map((row) => JSON.stringify(inOrder(row))).toSorted();

/** Keys come in any order, too. */
function inOrder(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, part]) => [key, inOrder(part)] as const);
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function periodsOf(changes: readonly Change[]): fc.Arbitrary<readonly Period[]> {
  const ends = fc.tuple(timesIn(changes), timesIn(changes));
  const wide = fc.constant(['2026-01-01T00:00:00.000Z', '2028-01-01T00:00:00.000Z'] as const);
  return fc
    .array(fc.oneof(ends, wide), { minLength: 1, maxLength: 3 })
    .map((spans) => spans.map(([from, to], index) => ({ name: `period ${index}`, from, to })));
}

function talliesOf(tenant: string, changes: readonly Change[]): fc.Arbitrary<Question> {
  const periods = periodsOf(changes);
  const moves = fc.record({
    periods,
    to: fc.option(statuses, { nil: undefined }),
    by: fc.subarray([...moveDimensions], { maxLength: 3 }),
  });
  const cohorts = fc.record({
    periods,
    by: fc.subarray([...orderDimensions], { maxLength: 2 }),
  });
  const named = (name: string, query: object, ask: Question['ask']): Question => ({
    name: `${name} ${JSON.stringify(query)}`,
    ask: async (store) => sorted((await ask(store)) as readonly unknown[]),
  });
  return fc.oneof(
    moves.map(({ to, ...query }) => {
      const question = { tenant, ...query, ...(to && { to }) };
      return named('moves', question, async ({ tallies }) => tallies.moves(question));
    }),
    moves.map(({ to, ...query }) => {
      const question = { tenant, ...query, ...(to && { to }) };
      return named('stays', question, async ({ tallies }) => tallies.stays(question));
    }),
    cohorts.map((query) =>
      named('cohorts', query, async ({ tallies }) => tallies.cohorts({ tenant, ...query })),
    ),
    fc
      .subarray(['source', 'shop', 'assignee'] as const)
      .map((by) => named('waits', by, async ({ tallies }) => tallies.waits({ tenant, by }))),
    periods.map((spans) =>
      named('cash', spans, async ({ tallies }) => tallies.cash({ tenant, periods: spans })),
    ),
  );
}

/** Questions of every kind about what has happened. */
export function questionsAbout(
  tenant: string,
  changes: readonly Change[],
): fc.Arbitrary<readonly Question[]> {
  return fc.array(
    fc.oneof(listsOf(tenant, changes), countsOf(tenant, changes), {
      arbitrary: talliesOf(tenant, changes),
      weight: 3,
    }),
    { minLength: 25, maxLength: 25 },
  );
}
