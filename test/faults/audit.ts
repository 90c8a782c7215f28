import { isDeepStrictEqual } from 'node:util';
import { decideAny, replay } from 'cod-lifecycle';
import type { ActorKind, Cod, Decision, Order, OrderEvent } from 'cod-lifecycle';
import type { Acknowledged } from './command.ts';
import { grouped } from './grouped.ts';
import { ledgerProblems } from './ledger.ts';
import { lifecycle } from './shop-under-fault.ts';
import type { EffectRow, HistoryRow, OrderRow, Tables } from './tables.ts';

const nameOf = (tenant: string, id: string): string => JSON.stringify([tenant, id]);

const byOrder = <Row extends { readonly tenant: string; readonly order_id: string }>(
  rows: readonly Row[],
) => grouped(rows, ({ tenant, order_id }) => nameOf(tenant, order_id));

const twice = (names: readonly string[]): readonly string[] =>
  [...grouped(names, (name) => name)].filter(([, same]) => same.length > 1).map(([name]) => name);

const entryOf = (row: HistoryRow) => ({
  version: row.version,
  event: row.event as OrderEvent,
  from: row.from_status as Order['status'] | 'nothing',
  to: row.to_status as Order['status'],
  actor: { kind: row.actor_kind as ActorKind, id: row.actor_id },
  occurredAt: row.occurred_at,
  recordedAt: row.recorded_at,
  commandId: row.command_id,
});

/** History tells one unbroken story, which ends where the order is. */
function storyProblems({ version, status }: OrderRow, history: readonly HistoryRow[]) {
  const problems: string[] = [];
  const last = history.at(-1);
  for (const [index, row] of history.entries()) {
    const before = history[index - 1];
    if (row.version !== index + 1) problems.push(`history misses version ${index + 1}`);
    if (row.from_status !== (before?.to_status ?? 'nothing')) {
      problems.push(`version ${row.version} comes from ${row.from_status}, where it was not`);
    }
    if (row.event.type !== row.event_type) {
      problems.push(`version ${row.version} is named ${row.event_type}, and is another event`);
    }
  }
  if (last?.version !== version) {
    problems.push(`history ends at version ${last?.version}, the order is at ${version}`);
  }
  if (last?.to_status !== status) {
    problems.push(`history ends in ${last?.to_status}, the order is in ${status}`);
  }
  for (const id of twice(history.map(({ command_id }) => command_id))) {
    problems.push(`command ${id} is in history twice`);
  }
  return problems;
}

/** The columns say what the body says. */
function columnProblems({ body, ...columns }: OrderRow): readonly string[] {
  const { tenant, id, version, status, source } = body as unknown as Order;
  const said = {
    tenant,
    id,
    version,
    status,
    source_kind: source.kind,
    source_shop: source.shop,
    source_external_id: source.externalId,
  };
  return Object.entries(said)
    .filter(([column, value]) => columns[column as keyof typeof columns] !== value)
    .map(([column]) => `column ${column} is not what the body says`);
}

/** What a line of history owes that the lifecycle knows nothing of. */
export type Besides = (row: HistoryRow) => readonly object[];

/** What each event owes, decided anew, is what was written down with it; and it leads to the order as it is. */
function decisionProblems(
  { tenant, id, body }: OrderRow,
  history: readonly HistoryRow[],
  effects: readonly EffectRow[],
  besides: Besides,
): readonly string[] {
  const problems: string[] = [];
  const owed = new Map<number, readonly object[]>();
  let order: Order | null = null;
  for (const row of history) {
    const { version, event, actor, occurredAt, recordedAt, commandId } = entryOf(row);
    const context = { actor, now: recordedAt, occurredAt, commandId };
    const decision: Decision<Cod> = decideAny(lifecycle, order, event, context);
    if (!decision.ok) {
      return [`version ${version} is not legal: ${event.type} in ${order?.status ?? 'nothing'}`];
    }
    order = decision.order;
    owed.set(version, [...decision.effects, ...besides(row)]);
  }
  for (const fact of new Set([...Object.keys(order ?? {}), ...Object.keys(body)])) {
    if (!isDeepStrictEqual((order as typeof body | null)?.[fact], body[fact])) {
      problems.push(`its ${fact} is not what its history leads to`);
    }
  }
  const written = grouped(effects, ({ version }) => version);
  for (const version of new Set([...owed.keys(), ...written.keys()])) {
    const expected = (owed.get(version) ?? []).map((effect, index) => ({
      effect_id: [tenant, id, version, index].map(encodeURIComponent).join('/'),
      effect,
    }));
    const found = (written.get(version) ?? []).map(({ effect_id, effect }) => ({
      effect_id,
      effect,
    }));
    if (!isDeepStrictEqual(found, expected)) {
      problems.push(`version ${version} owes ${expected.length} effects, and others are written`);
    }
  }
  return problems;
}

/** Rebuilt from history without asking any guard, the ledger is the order's. */
function replayProblems({ body }: OrderRow, history: readonly HistoryRow[]): readonly string[] {
  try {
    const replayed = replay(lifecycle, history.map(entryOf));
    const same = isDeepStrictEqual(replayed?.stock, (body as unknown as Order).stock);
    return same ? [] : ['the stock ledger is not what replaying the history gives'];
  } catch (error) {
    return [`history cannot be replayed: ${(error as Error).message}`];
  }
}

/**
 * Everything in the tables that cannot be after commands that were each applied once, in words. Reads rows and asks the
 * pure lifecycle; nothing of the stores has a say.
 *
 * @param acknowledged the commands that somebody was told are written
 * @param besides the calls of hooks that a shop has
 */
export function audit(
  { orders, history, effects }: Tables,
  acknowledged: readonly Acknowledged[] = [],
  besides: Besides = () => [],
): readonly string[] {
  const stories = byOrder(history);
  const debts = byOrder(effects);
  const known = new Set(orders.map(({ tenant, id }) => nameOf(tenant, id)));
  const written = new Map(
    history.map((row) => [JSON.stringify([row.order_id, row.command_id]), row.version]),
  );

  const ofOrders = orders.flatMap((order) => {
    const name = nameOf(order.tenant, order.id);
    const story = stories.get(name) ?? [];
    const debt = debts.get(name) ?? [];
    return [
      ...storyProblems(order, story),
      ...columnProblems(order),
      ...decisionProblems(order, story, debt, besides),
      ...replayProblems(order, story),
      ...ledgerProblems((order.body as unknown as Order).stock, debt),
    ].map((problem) => `${order.id}: ${problem}`);
  });
  const ofAll = [
    ...twice(effects.map(({ effect_id }) => effect_id)).map((id) => `effect ${id} is owed twice`),
    ...twice(
      orders.map((row) =>
        [row.tenant, row.source_kind, row.source_shop, row.source_external_id].join(' '),
      ),
    ).map((source) => `two orders come from ${source}`),
    ...[...stories.keys()].filter((name) => !known.has(name)).map((name) => `no order for ${name}`),
    ...[...debts.keys()]
      .filter((name) => !known.has(name))
      .map((name) => `an effect of no order ${name}`),
  ];
  const ofCommands = acknowledged
    .filter(
      ({ order, commandId, version }) =>
        written.get(JSON.stringify([order, commandId])) !== version,
    )
    .map(({ order, commandId }) => `${order}: command ${commandId} was acknowledged, and is lost`);
  return [...ofOrders, ...ofAll, ...ofCommands];
}
