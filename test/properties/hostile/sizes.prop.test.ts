import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../lifecycle/runs.ts';
import { nested } from './monsters.ts';
import { agent, answerOf, draft, issuesIn, kindOf, scene } from './scene.ts';

const megabytes = 10;
const bytes = megabytes * 1024 * 1024;
const filled = (unit: string) => unit.repeat(Math.ceil(bytes / unit.length));

/** Ten megabytes of what each check has to read to its end. */
const long = {
  letters: filled('a'),
  digits: filled('9'),
  'null bytes': filled('\0'),
  'lone surrogates': filled('\ud83d'),
  emoji: filled('😀'),
  'language tags': `ar${filled('-ab')}`,
  'language tags that end wrong': `ar${filled('-ab')}-`,
  'decimals of a second': `2026-01-15T09:20:30.${filled('1')}Z`,
  'decimals of a second without end': `2026-01-15T09:20:30.${filled('1')}`,
};

const how = { actor: agent };
const fields = ['name', 'phone', 'email', 'locale'] as const;

describe.each(Object.entries(long))('ten megabytes of %s', (_name, text) => {
  it.each(fields)('are refused as a customer’s %s', async (field) => {
    const { untyped } = await scene();
    const customer = { ...draft.customer, [field]: text };
    const { answer, error } = await answerOf(() => untyped.place({ ...draft, customer }, how));
    expect(kindOf(error)).toBe('documented');
    expect(issuesIn(answer)?.map(({ path }) => path)).toContainEqual(['customer', field]);
    expect(JSON.stringify(answer).length).toBeLessThan(2000);
  });

  it('are kept nowhere as a time, a note, an id or a cursor', async () => {
    const { untyped } = await scene();
    const calls = [
      () => untyped.send('order-1', { type: 'schedule_call', at: text }, how),
      () => untyped.send('order-1', { type: 'add_note', text }, how),
      () => untyped.send(text, { type: 'add_note', text: 'A note' }, how),
      () => untyped.send('order-1', { type: text }, how),
      () =>
        untyped.send('order-1', { type: 'add_note', text: 'A note' }, { ...how, commandId: text }),
      () =>
        untyped.send('order-1', { type: 'add_note', text: 'A note' }, { ...how, occurredAt: text }),
    ];
    for (const call of calls) {
      const { answer, error } = await answerOf(call);
      expect(kindOf(error)).toBe('documented');
      // A time may have as many decimals as it likes, for none but the first three are kept.
      expect((answer as { kind?: string }).kind).toMatch(/^(refused|applied)$/);
      expect(JSON.stringify(answer).length).toBeLessThan(5000);
    }
    const { error } = await answerOf(() => untyped.list({ after: text }));
    expect(kindOf(error)).toBe('documented');
  });
});

describe('ten thousand levels', () => {
  it('are refused anywhere in a draft and in an event', async () => {
    const { untyped } = await scene();
    const deep = nested(10_000);
    for (const key of Object.keys(draft)) {
      const { answer, error } = await answerOf(() => untyped.place({ ...draft, [key]: deep }, how));
      expect(kindOf(error)).toBe('documented');
      expect(issuesIn(answer)?.length).toBeGreaterThan(0);
    }
    const { answer } = await answerOf(() => untyped.send('order-1', deep, how));
    expect(issuesIn(answer)?.length).toBeGreaterThan(0);
  });
});

describe('a list of any length', () => {
  /** A list that counts how many of its entries were looked at. */
  function watched(length: number, entry: unknown) {
    const looks = { count: 0 };
    const list = new Proxy([], {
      get: (target, key) => {
        if (key === 'length') return length;
        if (typeof key === 'string' && /^\d+$/.test(key)) {
          looks.count += 1;
          return entry;
        }
        return Reflect.get(target, key) as unknown;
      },
    });
    return { list, looks };
  }

  const lists = fc.tuple(
    fc.integer({ min: 4000, max: 100_000 }),
    fc.constantFrom(0, null, { id: '1', sku: 'S', title: 'S', quantity: 1 }),
  );

  it('is refused for its length, without a look at more entries than an order can have', async () => {
    const { untyped } = await scene();
    await fc.assert(
      fc.asyncProperty(lists, async ([length, entry]) => {
        const { list, looks } = watched(length, entry);
        const calls = [
          () => untyped.place({ ...draft, lines: list }, how),
          () => untyped.send('order-1', { type: 'amend', lines: list }, how),
          () => untyped.send('order-1', { type: 'receive_return', lines: list }, how),
          () => untyped.send('order-1', { type: 'record_reservation', lines: list }, how),
        ];
        for (const call of calls) {
          looks.count = 0;
          const { answer, error } = await answerOf(call);
          expect(kindOf(error)).toBe('documented');
          expect(issuesIn(answer)?.length).toBeGreaterThan(0);
          expect(looks.count).toBeLessThanOrEqual(3001);
        }
        looks.count = 0;
        expect(kindOf((await answerOf(() => untyped.list({ status: list }))).error)).toBe(
          'documented',
        );
        expect(looks.count).toBeLessThanOrEqual(3001);
      }),
      runs(20),
    );
  });
});
