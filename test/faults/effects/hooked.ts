import type { Cod, HookCall, Hooks } from 'cod-lifecycle';
import type { HistoryRow } from '../tables.ts';

type Call = (call: Pick<HookCall<Cod>, 'effectId'>) => Promise<void>;

/** The moments at which this shop does something of its own. */
export const hooksWith = (call: Call) =>
  ({
    event: { amend: call },
    left: { new: call },
    entered: { delivered: call, cancelled: call },
  }) satisfies Hooks<Cod>;

const moments = hooksWith(async () => {});

/** The calls that a line of history owes this shop, in their order. */
export function callsOwed(row: HistoryRow): readonly { readonly type: string }[] {
  const { event_type, from_status, to_status, command_id: commandId } = row;
  const moved = from_status !== to_status;
  const names = [
    ['event', event_type],
    ...(moved ? [['left', from_status] as const, ['entered', to_status] as const] : []),
  ] as const;
  return names
    .filter(([on, name]) => Object.hasOwn(moments[on], name))
    .map(([on, name]) => ({ type: 'call_hook', on, name, commandId }));
}
