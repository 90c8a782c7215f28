import { readDrain, readEffectId, readPrune, readRun, readScope } from '../schemas/door.js';
import type { Desk } from './desk.js';
import { drain, run } from './effects.js';
import type { Handing, RunOptions } from './effects.js';
import type { Result } from './command.js';
import { asked } from './queries.js';

/** Everything that can be asked about what orders owe to the outside. */
export function effectDesk(
  { queries, home, store }: Desk,
  handing: Handing,
  send: (target: unknown, event: unknown, options: unknown) => Promise<Result>,
) {
  const keyOf = (effectId: unknown) => asked('effectId', readEffectId(effectId));

  return {
    drain: async (how?: unknown) => {
      const { orderId, tenant = home, ...bounds } = asked('options', readDrain(how));
      const of = orderId === undefined ? {} : { order: { tenant, id: orderId } };
      const handedOver = await drain(handing, { ...bounds, ...of });
      const [next] = await store.effects.upcoming({ limit: 1, ...of });
      return { ...handedOver, nextAt: next ? (next.at ?? handing.clock.now()) : null };
    },

    run: async (how: unknown) => run(handing, asked('options', readRun(how)) as RunOptions),

    list: queries.effects,

    sendAgain: async (effectId: unknown, scope?: unknown) => {
      const key = keyOf(effectId);
      const { tenant = home } = asked('scope', readScope(scope));
      return key.tenant === tenant && store.effects.resolve(key, 'again');
    },

    answer: async (effectId: unknown, event: unknown, options: unknown) => {
      const key = keyOf(effectId);
      const outcome = await send(key.id, event, options);
      const applied = outcome.kind === 'applied' ? !outcome.dryRun : outcome.kind === 'duplicate';
      // The event first: a crash in between leaves the effect listed, and the same answer ends it later.
      if (applied && 'order' in outcome && outcome.order?.tenant === key.tenant) {
        await store.effects.resolve(key, 'done');
      }
      return outcome;
    },

    prune: async (how: unknown) => store.effects.prune(asked('options', readPrune(how))),
  };
}
