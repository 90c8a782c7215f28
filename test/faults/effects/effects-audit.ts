import type { LineStock } from 'cod-lifecycle';
import { grouped } from '../grouped.ts';
import type { EffectRow } from '../tables.ts';
import type { Logged } from './effect-log.ts';
import type { DayAfter } from './rough-day.ts';

type Day = Pick<
  DayAfter,
  'orders' | 'history' | 'effects' | 'log' | 'notes' | 'received' | 'shelves'
>;

const outward = /^(call_hook|notify_customer|(reserve|release|commit|restock|write_off)_stock)$/;

/** An effect has one owner at a time, and whoever settles it is the one. */
function ownerProblems(log: readonly Logged[]): readonly string[] {
  const problems: string[] = [];
  let owner: string | null = null;
  let token = 0;
  let done = 0;
  for (const { what, worker, ...row } of log) {
    if (what === 'claimed') {
      if (done > 0) problems.push(`is claimed by ${worker} after it was done`);
      if (row.token !== token + 1) problems.push(`has the token ${row.token} after ${token}`);
      // Who comes a day later may take what is due in the meantime.
      if (row.early && worker !== 'calm') problems.push(`is taken from ${owner} by ${worker}`);
      owner = worker;
      token = row.token;
    } else {
      if (worker !== owner) problems.push(`is settled by ${worker}, and belongs to ${owner}`);
      owner = null;
      done += row.state === 'done' ? 1 : 0;
    }
  }
  if (done !== 1) problems.push(`is done ${done} times`);
  return problems;
}

/** The names of what stands in a lane, or is told, are in the order in which it was owed. */
function orderProblems(owed: readonly EffectRow[], names: readonly string[], where: string) {
  const places = new Map(owed.map(({ effect_id }, place) => [effect_id, place]));
  const seen = [...new Set(names)].map((name) => places.get(name) ?? -1);
  const wrong = seen.findIndex((place, index) => index > 0 && place < (seen[index - 1] ?? -1));
  return wrong < 0 ? [] : [`${[...new Set(names)][wrong]} is ${where} too late`];
}

/** Whether the order had moved on before a message would have been sent: then nobody wants it any more. */
function wasUntimely({ history, log }: Day, effect: EffectRow): boolean {
  const settled = log.findLast(({ effect_id }) => effect_id === effect.effect_id);
  const next = history.find(
    ({ order_id, version, from_status, to_status }) =>
      order_id === effect.order_id && version > effect.version && from_status !== to_status,
  );
  return settled !== undefined && next !== undefined && next.recorded_at <= settled.at;
}

/** The shelves hold what the orders do not, to the unit. */
function shelfProblems({ orders, received, shelves }: Day): readonly string[] {
  const stock = orders.flatMap(({ body }) => body['stock'] as readonly LineStock[]);
  return shelves.flatMap(({ sku, available, reserved, out, written_off, missing }) => {
    const rows = stock.filter((row) => row.sku === sku);
    const sum = (units: 'reserved' | 'out' | 'writtenOff') =>
      rows.reduce((total, row) => total + row[units], 0);
    const units = received
      .filter((receipt) => receipt.sku === sku)
      .reduce((total, receipt) => total + receipt.units, 0);
    const gone = sum('reserved') + sum('out') + sum('writtenOff');
    const pairs = [
      ['reserved', reserved, sum('reserved')],
      ['out', out, sum('out')],
      ['written off', written_off, sum('writtenOff')],
      ['available', available - missing, units - gone],
    ] as const;
    return pairs
      .filter(([, shelf, ledger]) => shelf !== ledger)
      .map(([what, shelf, ledger]) => `${sku} has ${shelf} ${what}, the ledger says ${ledger}`);
  });
}

/**
 * Everything about effects that cannot be after a day on which each was handed over by one owner at a time, in the order
 * of its lane, and until it was done: in words.
 */
export function effectProblems(day: Day): readonly string[] {
  const { effects, log, notes } = day;
  const logs = grouped(log, ({ effect_id }) => effect_id);
  const heard = new Set(notes.map(({ heard: name }) => name));
  const owed = new Set(effects.map(({ effect_id }) => effect_id));
  const orderOf = new Map(effects.map(({ effect_id, order_id }) => [effect_id, order_id]));
  const told = grouped(notes, ({ heard: name }) => orderOf.get(name));
  const settled = grouped(
    log.filter(({ state }) => state === 'done'),
    ({ effect_id }) => orderOf.get(effect_id),
  );
  const lanes = grouped(
    effects.filter(({ due_at }) => due_at === null),
    ({ order_id }) => order_id,
  );
  return [
    ...effects
      .filter(({ state }) => state !== 'done')
      .map(({ effect_id, state }) => `${effect_id} is ${state}`),
    ...effects.flatMap(({ effect_id }) =>
      ownerProblems(logs.get(effect_id) ?? []).map((problem) => `${effect_id} ${problem}`),
    ),
    ...effects
      .filter(({ effect, effect_id }) => outward.test(effect.type) && !heard.has(effect_id))
      .filter((effect) => effect.effect.type !== 'notify_customer' || !wasUntimely(day, effect))
      .map(({ effect_id }) => `nobody has heard of ${effect_id}`),
    ...[...heard].filter((name) => !owed.has(name)).map((name) => `nobody owes ${name}`),
    ...[...lanes].flatMap(([id, lane]) => {
      const inLane = new Set(lane.map(({ effect_id }) => effect_id));
      const names = (told.get(id) ?? []).map(({ heard: name }) => name);
      const ended = (settled.get(id) ?? []).map(({ effect_id }) => effect_id);
      return [
        ...orderProblems(
          lane,
          names.filter((name) => inLane.has(name)),
          'told',
        ),
        ...orderProblems(
          lane,
          ended.filter((name) => inLane.has(name)),
          'done',
        ),
      ];
    }),
    ...shelfProblems(day),
  ];
}
