import type { AnyLifecycle, Moves } from '../kernel/index.js';

/** What stands in each account, by `account key`; accounts of the world outside are not kept. */
export type Balances = Readonly<Record<string, number>>;

/** The same for the same balances, in whatever order they were posted. */
export function balancesKey(balances: Balances): string {
  return JSON.stringify(Object.entries(balances).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** Units that were not there to be taken. */
export interface Overdraft {
  readonly account: string;
  readonly effect: string;
  readonly units: number;
}

/** How much of each key an account opens with, once it is first touched. */
function opening(lifecycle: AnyLifecycle, account: string): number {
  const opens = lifecycle.definition.accounts?.[account] ?? 0;
  return opens === 'unlimited' ? Number.POSITIVE_INFINITY : opens;
}

const nameOf = (account: string, key: string): string => `${account} ${key}`;

/** Posts what effects move, by the data that they declare; the first overdraft is told. */
export function post(
  lifecycle: AnyLifecycle,
  balances: Balances,
  moves: ReadonlyMap<string, Moves<never>>,
  effects: readonly { readonly type: string }[],
): { readonly balances: Balances; readonly overdraft: Overdraft | null } {
  const next: Record<string, number> = { ...balances };
  let overdraft: Overdraft | null = null;
  for (const effect of effects) {
    const move = moves.get(effect.type);
    for (const { key, from, units } of move?.units(effect as never) ?? []) {
      const there = next[nameOf(from, key)] ?? opening(lifecycle, from);
      if (there < units) overdraft ??= { account: from, effect: effect.type, units: units - there };
      // Only what was there arrives, so that what follows is judged by itself.
      const moved = Math.min(there, units);
      const to = move?.to ?? '';
      const arrived = (next[nameOf(to, key)] ?? opening(lifecycle, to)) + moved;
      if (there !== Number.POSITIVE_INFINITY) next[nameOf(from, key)] = there - moved;
      if (arrived !== Number.POSITIVE_INFINITY) next[nameOf(to, key)] = arrived;
    }
  }
  return { balances: next, overdraft };
}

/** The accounts that hold units and should not, for an order in this status. */
export function leaks(
  lifecycle: AnyLifecycle,
  status: string,
  closed: boolean,
  balances: Balances,
): readonly string[] {
  const { accounts = {}, statuses } = lifecycle.definition;
  const { holds, keeps } = statuses[status] ?? {};
  if (holds === undefined && keeps === undefined && !closed) return [];
  const allowed = new Set((closed ? keeps : holds) ?? []);
  const watched = new Set(Object.values(statuses).flatMap((known) => known.holds ?? []));
  return Object.keys(accounts).filter(
    (account) =>
      watched.has(account) &&
      !allowed.has(account) &&
      Object.entries(balances).some(([name, units]) => name.startsWith(`${account} `) && units > 0),
  );
}
