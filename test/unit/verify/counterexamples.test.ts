import { extendLifecycle, lifecycleOf } from 'cod-lifecycle/core';
import type { Definition, Stamped } from 'cod-lifecycle/core';
import { never, verify } from 'cod-lifecycle/verify';
import type { Samples } from 'cod-lifecycle/verify';
import { describe, expect, it } from 'vitest';
import { found } from './proof.ts';

/** A house door, small enough to see every path. */
type Status = 'ajar' | 'open' | 'wide' | 'shut' | 'locked';

interface Door {
  order: Stamped & { readonly status: Status };
  event: { readonly type: 'build' | 'pull' | 'push' | 'slam' | 'turn' | 'rebuild' };
  effect: { readonly type: 'knock' };
  actor: { readonly kind: 'guest' };
  blocker: { readonly code: 'stuck'; readonly params: object };
  action: never;
  policy: object;
}

const { creation, transition } = lifecycleOf<Door>();
const by = ['guest'] as const;

const samples: Samples<Door> = {
  creations: [{ type: 'build' }],
  events: () => [],
  actor: () => ({ kind: 'guest' }),
  view: ({ status }) => status,
};

/** Only some doors can stand wide open. */
const door = {
  id: 'door',
  version: 1,
  initial: 'ajar',
  statuses: { ajar: {}, open: {}, shut: {}, locked: { final: true } },
  policy: {},
  rules: [
    creation('build', { to: 'ajar', by, apply: () => ({}) }),
    transition('pull', { from: ['ajar'], to: 'open', by }),
    transition('push', { from: ['open', 'ajar'], to: 'shut', by }),
    transition('turn', { from: ['shut'], to: 'locked', by }),
  ],
} as unknown as Definition<Door>;

const withRules = (...rules: Definition<Door>['rules']): Definition<Door> => ({
  ...door,
  rules: [...door.rules, ...rules],
});

describe('a counterexample', () => {
  it('is not needed for a sound door', () => {
    expect(verify(door, samples)).toEqual({ ok: true, states: 4, transitions: 5, faults: [] });
  });

  it('of a way out of a final status names the event that leads out', () => {
    const rebuilt = withRules(transition('rebuild', { from: ['locked'], to: 'ajar', by }));
    const { faults } = verify(rebuilt, samples);
    expect(faults).toMatchObject([{ code: 'final_with_exit', at: 'locked' }]);
    expect(faults[0]?.path.map(({ event, from, to }) => `${from} ${event.type} ${to}`)).toEqual([
      'nothing build ajar',
      'ajar push shut',
      'shut turn locked',
      'locked rebuild ajar',
    ]);
  });

  it('of things out of order is a path that does break the rule', () => {
    // The shortest way to a locked door goes through shut; only a longer one avoids it.
    const { rules } = withRules(
      transition('pull', { from: ['open'], to: 'wide', by }),
      transition('slam', { from: ['wide'], to: 'locked', by }),
    );
    const slammed = { ...door, rules, statuses: { ...door.statuses, wide: {} } };
    expect(found(verify(slammed, samples, { rules: [never('locked').before('shut')] }))).toEqual([
      'out_of_order locked: build pull pull slam',
    ]);
  });

  it('is the shortest path, whichever rule stands first', () => {
    const { rules } = withRules(transition('slam', { from: ['open'], to: 'locked', by }));
    const turned = { ...door, rules: rules.toReversed() };
    expect(found(verify(turned, samples, { rules: [never('locked').before('open')] }))).toEqual([
      'out_of_order locked: build push turn',
    ]);
  });

  it('is no order that began in the status which the rule asks for', () => {
    expect(found(verify(door, samples, { rules: [never('locked').before('ajar')] }))).toEqual([]);
  });

  it('is given once for each kind and place', () => {
    const stuck = { ...door, rules: door.rules.filter(({ type }) => type !== 'turn') };
    expect(found(verify(stuck, samples))).toEqual([
      'unreachable_status locked:',
      'no_way_to_final ajar: build',
      'no_way_to_final open: build pull',
      'trap shut: build push',
    ]);
  });
});

describe('a definition that is refused when it is made', () => {
  it('can be proved all the same, to see what is wrong with it', () => {
    const rebuilt = withRules(transition('rebuild', { from: ['locked'], to: 'ajar', by }));
    const { lifecycle } = lifecycleOf<Door>();
    expect(() => lifecycle(rebuilt)).toThrow('"locked" is final, yet "rebuild" leads out of it');
    expect(verify(rebuilt, samples).ok).toBe(false);
  });
});

describe('an extended lifecycle', () => {
  it('is proved like any other', () => {
    const { lifecycle } = lifecycleOf<Door>();
    const slam = transition('slam', { from: ['open'], to: 'locked', by });
    const extended = extendLifecycle(lifecycle({ ...door, rules: [...door.rules] }), {
      id: 'swing door',
      version: 1,
      add: [slam],
    });
    expect(verify(extended, samples)).toMatchObject({ ok: true, states: 4, transitions: 6 });
  });
});
