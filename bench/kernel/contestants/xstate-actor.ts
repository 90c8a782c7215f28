import { createActor } from 'xstate';
import type { ActorRefFrom } from 'xstate';
import { contestant } from '../contestant.ts';
import { machine, types } from './xstate-machine.ts';

type Ref = ActorRefFrom<typeof machine>;

/** An actor that lives as long as the order does. */
export default contestant<Ref, boolean>({
  name: 'XState, a living actor',
  brings: ['fields', 'effects'],
  open: (order) =>
    start(machine.resolveState({ value: order.status, context: { order } } as never)),
  send(ref, sent) {
    const before = ref.getSnapshot().context.order;
    ref.send({ type: sent.event.type, sent });
    return ref.getSnapshot().context.order !== before;
  },
  after: (ref, applied) => (applied ? ref : null),
  orderOf: (ref) => ref.getSnapshot().context.order,
  can: (ref, sent) => ref.getSnapshot().can({ type: sent.event.type, sent }),
  events: (ref, sent) =>
    types.filter((type) =>
      ref.getSnapshot().can({ type, sent: { ...sent, event: undefined as never } }),
    ),
  save: (ref) => JSON.stringify(ref.getPersistedSnapshot()),
  load: (text) => start(JSON.parse(text) as never),
});

function start(snapshot: unknown): Ref {
  const ref = createActor(machine, { snapshot, input: undefined as never } as never);
  ref.start();
  return ref as Ref;
}
