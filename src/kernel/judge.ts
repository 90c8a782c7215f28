import type { Lateness } from './definition.js';
import type { Asked } from './given.js';
import type { Guard } from './guard.js';
import type { AnyLifecycle, Edge, Standing } from './lifecycle.js';
import type { Model } from './model.js';
import type { Failure, Refusal } from './refusal.js';
import { possibleIn } from './standing.js';

type Blockers = readonly (Model['blocker'] | Failure)[];

/** Why an event is refused: old news, else what stands in the way, else guards; `null` when it is legal. */
export function judge(
  lifecycle: AnyLifecycle,
  standing: Standing,
  asked: Asked<Model>,
): Refusal<Model> | null {
  const { event, status, edge, late } = standing;
  const lateness = late === null ? null : latenessOf(late, asked);
  if (lateness === 'duplicate' || lateness === 'stale') return { code: lateness, event, status };
  // Where the event is refused anyway, a function that fails to tell changes nothing.
  if (edge === null) return standing.refusal;
  const blockers = blockersOf(edge.guards, asked);
  if (lateness === null && blockers === null) return null;
  const all = lateness === null ? (blockers ?? []) : [lateness, ...(blockers ?? [])];
  return blockedBy(lifecycle, standing, asked.actor.kind, all);
}

/** The refusal of an event that would be legal but for these. */
export function blockedBy(
  lifecycle: AnyLifecycle,
  standing: Standing,
  kind: string,
  blockers: Blockers,
): Refusal<Model> {
  const { event, status } = standing;
  const possible = (standing.possible ??= possibleIn(lifecycle, status, kind));
  return { code: 'blocked', event, status, possible, blockers };
}

/** Whether the event is old news; the failure, where that could not be told. */
function latenessOf(
  late: NonNullable<Standing['late']>,
  asked: Asked<Model>,
): Lateness | Failure | null {
  if (asked.order === null || asked.event === undefined) return null;
  try {
    return late(asked as never);
  } catch (cause) {
    return { code: 'guard_failed', params: { of: 'late' }, cause };
  }
}

/** An answer that comes later is none; what it would have thrown must not end the host's process. */
export function refuseLater(answer: unknown): void {
  if (!(answer instanceof Promise)) return;
  answer.catch(() => undefined);
  throw new TypeError('It answered with a promise; rules answer at once');
}

/** The guards and invariants that say no. A guard that throws, or answers with anything but a verdict, says no. */
export function blockersOf(
  guards: readonly Guard<string, never>[],
  asked: object,
): Blockers | null {
  let blockers: (Model['blocker'] | Failure)[] | null = null;
  for (const { code, check } of guards) {
    let blocker: Model['blocker'] | Failure;
    try {
      const verdict = check(asked as never);
      if (verdict === null) continue;
      refuseLater(verdict);
      if (typeof verdict?.blocked !== 'object' || verdict.blocked === null)
        throw new TypeError(`The guard "${code}" gave no verdict`);
      blocker = { code, params: verdict.blocked };
    } catch (cause) {
      blocker = { code: 'guard_failed', params: { of: code }, cause };
    }
    // Mostly there is one: a list that is begun with it takes a tenth of the room.
    if (blockers === null) blockers = [blocker];
    else blockers.push(blocker);
  }
  return blockers;
}

function holds({ check }: Guard<string, never>, asked: object): boolean {
  try {
    const verdict = check(asked as never);
    refuseLater(verdict);
    return verdict === null;
  } catch {
    return false;
  }
}

/** Whether an event is legal, without the reasons why not. */
export function isLegal(edge: Edge | undefined, asked: Asked<Model>): boolean {
  if (edge === undefined || !edge.by.includes(asked.actor.kind)) return false;
  for (const guard of edge.guards) if (!holds(guard, asked)) return false;
  return true;
}
