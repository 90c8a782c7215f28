import type { AnyLifecycle, Places, Standing } from './lifecycle.js';
import type { Model } from './model.js';
import type { Refusal } from './refusal.js';

/** So many kinds of actor are remembered: what comes from outside must not fill the memory. */
const mostKinds = 100;

/** How an event of the lifecycle stands. */
export function standingOf(
  lifecycle: AnyLifecycle,
  type: string,
  status: string,
  kind: string,
): Standing {
  return lifecycle.standings[type]?.[status]?.get(kind) ?? remember(lifecycle, type, status, kind);
}

function remember(lifecycle: AnyLifecycle, event: string, status: string, kind: string): Standing {
  const { definition, lookup, standings } = lifecycle;
  const rule = lookup[event]?.[status];
  const edge = rule?.by.includes(kind) ? rule : null;
  const possible = edge === null ? possibleIn(lifecycle, status, kind) : null;
  const refusal = possible && Object.freeze(refusalOf(lifecycle, event, status, kind, possible));
  const news = refusal?.code === 'forbidden' ? undefined : own(definition.late, event);
  const old = own(news?.in, status) ?? news?.otherwise ?? null;
  const late = typeof old === 'function' ? old : null;
  const known = typeof old === 'string' ? Object.freeze({ code: old, event, status }) : refusal;
  const answer =
    late || known === null ? null : Object.freeze({ ok: false, refusal: known } as const);
  const made: Standing = { event, status, edge, refusal, late, answer, possible };
  const isStatus = status === 'nothing' || Object.hasOwn(definition.statuses, status);
  if (isStatus && lookup[event] !== undefined) {
    const kinds = ((standings[event] ??= Object.create(null) as Places)[status] ??= new Map());
    if (kinds.size < mostKinds) kinds.set(kind, made);
  }
  return made;
}

function refusalOf(
  { lookup, definition }: AnyLifecycle,
  type: string,
  status: string,
  kind: string,
  possible: readonly string[],
): Refusal<Model> {
  const byStatus = lookup[type];
  if (byStatus === undefined) {
    const message = `is no event of this lifecycle; possible now: ${possible.join(', ')}`;
    return { code: 'invalid', issues: [{ path: ['type'], message }] };
  }
  const where = { event: type, status, possible };
  const here = byStatus[status];
  const edges = here === undefined ? Object.values(byStatus) : [here];
  if (!edges.some(({ by }) => by.includes(kind))) {
    const allowed = Object.freeze([...new Set(edges.flatMap(({ rule }) => rule.by))]);
    return { code: 'forbidden', ...where, actor: kind, allowed };
  }
  const { instead, statuses } = definition;
  const other = own(own(instead, type), status);
  return {
    code: own(statuses, status)?.final ? 'final' : 'wrong_status',
    ...where,
    legalFrom: Object.freeze(edges.filter(({ rule }) => !rule.override).map(({ from }) => from)),
    ...(other === undefined ? {} : { instead: other }),
  };
}

/** The events that a kind of actor may send in a status, guards aside. Overrides are left out: they are no suggestion. */
export function possibleIn(
  { events, lookup }: AnyLifecycle,
  status: string,
  kind: string,
): readonly string[] {
  const possible = events.filter((type) => {
    const edge = lookup[type]?.[status];
    return edge !== undefined && !edge.rule.override && edge.by.includes(kind);
  });
  return Object.freeze(possible);
}

/** A property that the object has itself: `constructor` is no status of anything. */
function own<Value>(
  words: { readonly [word: string]: Value } | undefined,
  word: string,
): Value | undefined {
  return words !== undefined && Object.hasOwn(words, word) ? words[word] : undefined;
}
