import { createActor } from 'xstate';
import type { ActorRefFrom } from 'xstate';
import { contestant } from '../contestant.ts';
import { machine, types } from './xstate-machine.ts';

type Ref = ActorRefFrom<typeof machine>;

/** An actor, started from a snapshot for each event: as a backend uses it that keeps snapshots in a database. */
export default contestant<Ref, boolean>({
  name: 'XState, an actor restored for each event',
  brings: ['fields', 'effects'],
  open: (order) =>
    start(machine.resolveState({ value: order.status, context: { order } } as never)),
  send(ref, sent) {
    const before = ref.getSnapshot();
    const again = start(before);
    again.send({ type: sent.event.type, sent });
    const after = again.getSnapshot();
    again.stop();
    if (after.context.order === before.context.order) return false;
    restored.set(ref, after);
    return true;
  },
  after(ref, applied) {
    const snapshot = restored.get(ref);
    return applied && snapshot ? start(snapshot) : null;
  },
  orderOf: (ref) => ref.getSnapshot().context.order,
  can: (ref, sent) => ref.getSnapshot().can({ type: sent.event.type, sent }),
  events: (ref, sent) =>
    types.filter((type) =>
      ref.getSnapshot().can({ type, sent: { ...sent, event: undefined as never } }),
    ),
  save: (ref) => JSON.stringify(ref.getPersistedSnapshot()),
  load: (text) => start(JSON.parse(text) as never),
});

const restored = new WeakMap<Ref, ReturnType<Ref['getSnapshot']>>();

function start(snapshot: unknown): Ref {
  const ref = createActor(machine, { snapshot, input: undefined as never } as never);
  ref.start();
  return ref as Ref;
}
