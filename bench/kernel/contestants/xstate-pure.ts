import { transition } from 'xstate';
import type { SnapshotFrom } from 'xstate';
import { contestant } from '../contestant.ts';
import { machine, types } from './xstate-machine.ts';

type Snapshot = SnapshotFrom<typeof machine>;

/** XState's pure function: a snapshot and an event give a snapshot and the actions that are to be run. */
export default contestant<Snapshot, readonly [Snapshot, readonly unknown[]]>({
  name: 'XState, pure',
  brings: ['fields', 'effects'],
  open: (order) => machine.resolveState({ value: order.status, context: { order } } as never),
  send: (snapshot, sent) => transition(machine, snapshot, { type: sent.event.type, sent }),
  after: (snapshot, [next]) =>
    next.context.order === snapshot.context.order ? null : (next as Snapshot),
  orderOf: ({ context }) => context.order,
  can: (snapshot, sent) => snapshot.can({ type: sent.event.type, sent }),
  events: (snapshot, sent) =>
    types.filter((type) => snapshot.can({ type, sent: { ...sent, event: undefined as never } })),
  save: (snapshot) => JSON.stringify(machine.getPersistedSnapshot(snapshot)),
  load: (text) => machine.restoreSnapshot(JSON.parse(text) as never, {} as never) as Snapshot,
});
