import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../lifecycle/runs.ts';
import { monster, secret } from './monsters.ts';
import { agent, answerOf, draft, issuesIn, kindOf, scene } from './scene.ts';
import type { Untyped } from './scene.ts';

type Call = (orders: Untyped, one: unknown, two: unknown, three: unknown) => Promise<unknown>;

const confirm = { type: 'confirm', acknowledged: { products: true, total: true, address: true } };
const how = { actor: agent };

/** Every way in, with a monster in each place, alone and together. */
const doors: readonly (readonly [string, Call])[] = [
  ['a draft', (orders, one) => orders.place(one, how)],
  ['how an order is placed', (orders, one) => orders.place(draft, one)],
  ['an event', (orders, one) => orders.send('order-1', one, how)],
  ['how an event is sent', (orders, one) => orders.send('order-1', confirm, one)],
  ['the id that an event is sent to', (orders, one) => orders.send(one, confirm, how)],
  ['all of a sending', (orders, ...all) => orders.send(...all)],
  ['the ids of a bulk', (orders, one) => orders.sendMany(one, confirm, how)],
  ['one id of a bulk', (orders, one) => orders.sendMany(['unknown', one], confirm, how)],
  ['the event of a bulk', (orders, one, two) => orders.sendMany(['order-1'], one, two)],
  ['the id of an order to get', (orders, one) => orders.get(one)],
  ['the scope of an order to get', (orders, one) => orders.get('order-1', one)],
  ['an order to explain', (orders, one) => orders.explain(one, how)],
  ['who wants it explained', (orders, one) => orders.explain('order-1', one)],
  ['the actor it is explained to', (orders, one) => orders.explain('order-1', { actor: one })],
  ['a query for a list', (orders, one) => orders.list(one)],
  ['the statuses of a list', (orders, one) => orders.list({ status: [one] })],
  ['a cursor', (orders, one) => orders.list({ after: one })],
  ['a query for counts', (orders, one) => orders.counts(one)],
  ['the id of a history', (orders, one, two) => orders.history(one, two)],
  ['a page of a history', (orders, one) => orders.history('order-1', one)],
  ['a webhook verdict', (orders, one, two) => orders.receive(one, two)],
  ['the draft of a webhook', (orders, one) => orders.receive({ kind: 'place', draft: one })],
  [
    'the change of a webhook',
    (orders, one, two) => orders.receive({ kind: 'change', source: one, draft: two }),
  ],
  ['a list of effects', (orders, one) => orders.effects['list']?.(one) ?? Promise.resolve()],
  [
    'a list of contradictions',
    (orders, one) => orders.contradictions['list']?.(one) ?? Promise.resolve(),
  ],
  [
    'a contradiction to settle',
    (orders, one, two) => orders.contradictions['settle']?.(one, two) ?? Promise.resolve(),
  ],
];

const monsters = [monster(), monster(), monster()] as const;

describe.each(doors)('%s', (_name, call) => {
  it('may be anything: it is answered, or refused with a documented error', async () => {
    const { untyped } = await scene();
    await fc.assert(
      fc.asyncProperty(...monsters, async (...given) => {
        const [one, two, three] = given.map(({ make }) => make());
        const { answer, error } = await answerOf(() => call(untyped, one, two, three));
        expect(kindOf(error)).toBe('documented');
        expect(String((error as Error | null)?.message)).not.toContain(secret);
        for (const { path, message } of issuesIn(answer) ?? []) {
          expect(path.every((part) => typeof part === 'string' || typeof part === 'number')).toBe(
            true,
          );
          expect(message).toMatch(/^(must|is no|has) /);
          expect(message).not.toContain(secret);
        }
      }),
      runs(300),
    );
  });

  it('may be anything: no order is changed by what was not applied', async () => {
    await fc.assert(
      fc.asyncProperty(...monsters, async (...given) => {
        const { untyped, state } = await scene();
        const before = await state();
        const [one, two, three] = given.map(({ make }) => make());
        const { answer } = await answerOf(() => call(untyped, one, two, three));
        fc.pre(
          !(answer as { kind?: unknown } | null)?.kind ||
            (answer as { kind: string }).kind !== 'applied',
        );
        expect(await state()).toEqual(before);
      }),
      runs(60),
    );
  });
});

describe('nothing that came in', () => {
  it('has changed what every object inherits', async () => {
    const before = Reflect.ownKeys(Object.prototype);
    const { untyped } = await scene();
    await fc.assert(
      fc.asyncProperty(...monsters, async (...given) => {
        const [one, two, three] = given.map(({ make }) => make());
        for (const [, call] of doors) await answerOf(() => call(untyped, one, two, three));
        expect(Reflect.ownKeys(Object.prototype)).toEqual(before);
        expect({}).not.toHaveProperty('polluted');
      }),
      runs(30),
    );
  });
});
