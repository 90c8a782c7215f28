import { OptionsError } from '../errors/options-error.js';
import type { EffectKey } from '../ports/effect-queue.js';
import type { OrderKey } from '../ports/order-key.js';
import { readDrain, readEffectId, readPrune, readRun, readScope } from '../schemas/door.js';
import type { Desk } from './desk.js';
import { drain, run } from './effects.js';
import type { Handing, RunOptions } from './effects.js';
import type { Result } from './command.js';
import { asked } from '../schemas/asked.js';

/** How events are sent, and what orders owe is handed over. */
interface HandingOver {
  readonly send: (target: unknown, event: unknown, options: unknown) => Promise<Result>;
  /** As the host wants it: now, meanwhile, or by whoever drains. */
  readonly handOverOf: (orders: readonly OrderKey[]) => Promise<void>;
}

/** So many are forgotten in one statement. */
const batch = 1000;

/** Everything that can be asked about what orders owe to the outside. */
export function effectDesk(
  { queries, home, store }: Desk,
  handing: Handing,
  { send, handOverOf }: HandingOver,
) {
  const keyOf = (effectId: unknown) => asked('effectId', readEffectId(effectId));

  /** What waited behind a dead one goes out now. */
  async function resolve(key: EffectKey, how: 'again' | 'done'): Promise<boolean> {
    const resolved = await store.effects.resolve(key, how);
    if (resolved) await handOverOf([key]);
    return resolved;
  }

  return {
    drain: async (how?: unknown) => {
      const { orderId, tenant, ...bounds } = asked('options', readDrain(how));
      if (orderId === undefined && tenant !== undefined) {
        throw new OptionsError(
          'options.tenant',
          'goes with orderId: a drain of all is of all tenants',
        );
      }
      const of = orderId === undefined ? {} : { order: { tenant: tenant ?? home, id: orderId } };
      const handedOver = await drain(handing, { ...bounds, ...of });
      const [next] = await store.effects.upcoming({ limit: 1, ...of });
      return { ...handedOver, nextAt: next ? (next.at ?? handing.clock.now()) : null };
    },

    run: async (how: unknown) => run(handing, asked('options', readRun(how)) as RunOptions),

    list: queries.effects,

    sendAgain: async (effectId: unknown, scope?: unknown) => {
      const key = keyOf(effectId);
      const { tenant = home } = asked('scope', readScope(scope));
      return key.tenant === tenant && resolve(key, 'again');
    },

    answer: async (effectId: unknown, event: unknown, options: unknown) => {
      const key = keyOf(effectId);
      const { tenant = home } = (options ?? {}) as { readonly tenant?: unknown };
      if (tenant !== key.tenant) {
        throw new OptionsError('effectId', "must be of the tenant's own orders");
      }
      const outcome = await send(key.id, event, options);
      const applied = outcome.kind === 'applied' ? !outcome.dryRun : outcome.kind === 'duplicate';
      // The event first: a crash in between leaves the effect listed, and the same answer ends it later.
      if (applied) await resolve(key, 'done');
      return outcome;
    },

    prune: async (how: unknown) => {
      const { before, limit = Number.POSITIVE_INFINITY } = asked('options', readPrune(how));
      let pruned = 0;
      for (;;) {
        const most = Math.min(batch, limit - pruned);
        const some = await store.effects.prune({ before, limit: most });
        pruned += some;
        if (some === 0 || pruned >= limit) return pruned;
        // A store may work in this very thread.
        await handing.clock.wait(0).over;
      }
    },
  };
}
