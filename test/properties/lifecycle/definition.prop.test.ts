import * as fc from 'fast-check';
import { cod, diffDefinitions, extendLifecycle, upgrade } from 'cod-lifecycle';
import type { Cod, CodLifecycle } from 'cod-lifecycle';
import { unchecked } from 'cod-lifecycle/core';
import type { Definition, Rule } from 'cod-lifecycle/core';
import { arbitraryLife, arbitraryPolicy } from 'cod-lifecycle/testing';
import { describe, expect, it } from 'vitest';
import { runs } from './runs.ts';

type Plain = Definition<Cod>;

const base = cod().definition;
const printOf = (definition: Plain): string => unchecked(definition).fingerprint;

/** The same value with the keys of every plain object in another order. */
function shuffled(value: unknown, turn: number): unknown {
  if (Array.isArray(value)) return value.map((part) => shuffled(part, turn));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, part]) => [key, shuffled(part, turn)] as const);
  const at = entries.length === 0 ? 0 : turn % entries.length;
  const turned = [...entries.slice(at), ...entries.slice(0, at)];
  return Object.fromEntries(turn % 2 ? turned.toReversed() : turned);
}

const without = (names: readonly string[], name: string) => names.filter((other) => other !== name);
const other = (names: readonly string[], all: readonly string[], turn: number): string[] => {
  const name = all[turn % all.length] ?? '';
  return names.includes(name) ? without(names, name) : [...names, name];
};

/** One rule with one thing about it changed. */
function changed(rule: Rule, how: number, turn: number): Rule {
  const statuses = Object.keys(base.statuses);
  const kinds = ['customer', 'agent', 'warehouse', 'driver', 'finance', 'system'];
  const [guard = { code: 'same_status', check: () => null }, effect] = [
    rule.guards[0],
    rule.effects[0],
  ];
  switch (how) {
    case 0:
      return { ...rule, from: other(rule.from, statuses, turn) };
    case 1:
      return { ...rule, to: other(rule.to, statuses, turn) };
    case 2:
      return { ...rule, by: other(rule.by, kinds, turn) };
    case 3:
      return { ...rule, guards: turn % 2 ? rule.guards.slice(1) : [...rule.guards, guard] };
    case 4:
      return {
        ...rule,
        effects: effect ? rule.effects.slice(1) : [{ type: 'added', plan: () => null }],
      };
    case 5:
      return { ...rule, override: !rule.override };
    default:
      return { ...rule, type: `${rule.type}_renamed` };
  }
}

const same = (a: Rule, b: Rule): boolean =>
  JSON.stringify({
    ...a,
    guards: a.guards.map(({ code }) => code),
    effects: a.effects.map(({ type }) => type),
  }) ===
  JSON.stringify({
    ...b,
    guards: b.guards.map(({ code }) => code),
    effects: b.effects.map(({ type }) => type),
  });

describe('the fingerprint of a lifecycle', () => {
  it('is the same for the same policy, and another one for another', () => {
    fc.assert(
      fc.property(arbitraryPolicy(), arbitraryPolicy(), (one, two) => {
        const [a, b] = [cod(one), cod(two)];
        expect(cod(structuredClone(one)).fingerprint).toBe(a.fingerprint);
        const equal =
          JSON.stringify(shuffled(a.policy, 0)) === JSON.stringify(shuffled(b.policy, 0));
        expect(equal && a.fingerprint !== b.fingerprint).toBe(false);
        expect(a.fingerprint).toMatch(/^[0-9a-f]{16}$/);
      }),
      runs(200),
    );
  });

  it('does not depend on the order of keys', () => {
    fc.assert(
      fc.property(arbitraryPolicy(), fc.nat(), (policy, turn) => {
        const { definition, fingerprint } = cod(policy);
        expect(printOf(shuffled(definition, turn) as Plain)).toBe(fingerprint);
      }),
      runs(200),
    );
  });

  it('differs when any rule differs in anything that is data', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(6), fc.nat(), (at, how, turn) => {
        const index = at % base.rules.length;
        const rule = base.rules[index] as Rule;
        const next = changed(rule, how, turn);
        fc.pre(!same(rule, next));
        const rules = base.rules.map((one, position) => (position === index ? next : one));
        expect(printOf({ ...base, rules })).not.toBe(printOf(base));
      }),
      runs(1000),
    );
  });

  it('differs when anything else differs that is data', () => {
    const different: readonly Plain[] = [
      base,
      { ...base, id: 'other' },
      { ...base, version: 2 },
      { ...base, initial: 'confirmed' as const },
      { ...base, statuses: { ...base.statuses, new: {} } },
      { ...base, superActors: [] },
      { ...base, reports: { by: {}, contradictedBy: [] } },
      { ...base, instead: {} },
      { ...base, invariants: [] },
      { ...base, accounts: {} },
      { ...base, rules: base.rules.slice(1) },
      { ...base, policy: { ...base.policy, cash: { onMismatch: 'reject' as const } } },
    ];
    expect(new Set(different.map(printOf)).size).toBe(different.length);
  });
});

describe('the differences of two definitions', () => {
  const mirrored: Readonly<Record<string, string>> = {
    status_added: 'status_removed',
    edge_added: 'edge_removed',
    actor_added: 'actor_removed',
    guard_added: 'guard_removed',
  };
  const mirror = (kind: string): string =>
    mirrored[kind] ?? Object.keys(mirrored).find((key) => mirrored[key] === kind) ?? kind;

  /** The lifecycle with some rules changed in what a merchant could change. */
  const definitions = fc
    .array(fc.tuple(fc.nat(), fc.constantFrom(0, 2, 3, 4), fc.nat()), { maxLength: 4 })
    .map((changes) => {
      const rules = [...base.rules];
      for (const [at, how, turn] of changes) {
        const index = at % rules.length;
        rules[index] = changed(rules[index] as Rule, how, turn);
      }
      return unchecked({ ...base, rules }) as unknown as CodLifecycle;
    });

  it('are none between a definition and itself, or a policy that changes no rule', () => {
    fc.assert(
      fc.property(arbitraryPolicy(), (policy) => {
        expect(diffDefinitions(cod(policy), cod(structuredClone(policy)))).toEqual([]);
        expect(diffDefinitions(cod(), cod({ ...policy, actors: {} }))).toEqual([]);
      }),
      runs(200),
    );
  });

  it('are the mirror image when the two are swapped', () => {
    fc.assert(
      fc.property(definitions, definitions, (one, two) => {
        const told = (
          differences: ReturnType<typeof diffDefinitions>,
          how: (kind: string) => string,
        ) =>
          differences
            .filter(({ kind }) => kind !== 'target_changed' && kind !== 'effects_changed')
            .map(({ kind, at, detail }) => `${how(kind)} ${at} ${detail}`)
            .toSorted();
        const [there, back] = [diffDefinitions(one, two), diffDefinitions(two, one)];
        expect(told(there, mirror)).toEqual(told(back, (kind) => kind));
        expect(there.length).toBe(back.length);
      }),
      runs(300),
    );
  });

  it('put what breaks first, and call an addition that takes nothing away unbroken', () => {
    fc.assert(
      fc.property(definitions, definitions, (one, two) => {
        const breaks = diffDefinitions(one, two).map(({ breaking }) => breaking);
        expect(breaks).toEqual(breaks.toSorted((a, b) => Number(b) - Number(a)));
        const names = { added: [] as string[] };
        for (const { kind, breaking } of diffDefinitions(one, two)) {
          if (breaking) names.added.push(kind);
        }
        for (const kind of ['status_added', 'edge_added', 'actor_added', 'guard_removed']) {
          expect(names.added).not.toContain(kind);
        }
      }),
      runs(300),
    );
  });

  it('are none only where every event is legal in the same places for the same people', () => {
    fc.assert(
      fc.property(definitions, definitions, (one, two) => {
        const table = ({ lookup }: CodLifecycle) =>
          Object.entries(lookup)
            .flatMap(([type, edges]) =>
              Object.entries(edges ?? {}).map(([status, { by, rule }]) => {
                const guards = [...new Set(rule.guards.map(({ code }) => code))].toSorted();
                const effects = rule.effects.map((effect) => effect.type);
                const to = (rule.to.length > 0 ? [...rule.to] : [status]).toSorted();
                return JSON.stringify([type, status, to, [...by].toSorted(), guards, effects]);
              }),
            )
            .toSorted();
        const equal = JSON.stringify(table(one)) === JSON.stringify(table(two));
        expect(diffDefinitions(one, two).length === 0).toBe(equal);
      }),
      runs(300),
    );
  });
});

describe('carrying orders forward', () => {
  const lives = arbitraryLife({ maxEvents: 15 });
  const noted = (version: number) => ({
    order: (old: Readonly<Record<string, unknown>>) => ({
      metadata: { ...(old['metadata'] as object), [`v${version}`]: 'x' },
    }),
  });
  const versioned = (version: number, upgrades: NonNullable<Plain['upgrades']>) =>
    extendLifecycle(cod(), { id: 'cod', version, definition: { upgrades } });

  it('leaves an order of this version as it is', () => {
    fc.assert(
      fc.property(lives, ({ lifecycle, order }) => {
        expect(upgrade(lifecycle, order)).toBe(order);
      }),
      runs(100),
    );
  });

  it('once is enough, and never changes the order that it was given', () => {
    fc.assert(
      fc.property(lives, fc.integer({ min: 2, max: 5 }), ({ order }, version) => {
        const next = versioned(version, { [version]: noted(version) });
        const before = structuredClone(order);
        const carried = upgrade(next, order);
        expect(upgrade(next, carried)).toBe(carried);
        expect(order).toEqual(before);
        expect(carried.metadata).toHaveProperty(`v${version}`);
        expect(carried.version).toBe(order.version);
        expect(carried.definition).toBe(next.stamp);
      }),
      runs(100),
    );
  });

  it('comes to the same in one leap or in many steps', () => {
    fc.assert(
      fc.property(lives, fc.subarray([2, 3, 4, 5]), ({ order }, stops) => {
        const upgrades = { 2: noted(2), 4: noted(4), 5: noted(5) };
        const leap = upgrade(versioned(5, upgrades), order);
        let walked = order;
        for (const stop of stops) walked = upgrade(versioned(stop, upgrades), walked);
        expect(upgrade(versioned(5, upgrades), walked)).toEqual(leap);
      }),
      runs(100),
    );
  });

  it('names a status that has gone and was not renamed', () => {
    fc.assert(
      fc.property(lives, ({ lifecycle, order }) => {
        const gone = { ...order, status: 'archived', definition: 'cod@0#0000000000000000' };
        expect(() => upgrade(lifecycle, gone)).toThrow('"archived" is no status of cod@1');
        const renaming = versioned(2, { 2: { statuses: { archived: 'cancelled' } } });
        expect(upgrade(renaming, gone).status).toBe('cancelled');
      }),
      runs(50),
    );
  });
});
