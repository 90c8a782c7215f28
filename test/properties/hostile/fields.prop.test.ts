import * as fc from 'fast-check';
import { cod, replay } from 'cod-lifecycle';
import { describe, expect, it } from 'vitest';
import { runs } from '../lifecycle/runs.ts';
import { monster } from './monsters.ts';
import { agent, answerOf, draft, issuesIn, kindOf, personal, scene } from './scene.ts';

type Path = readonly (string | number)[];

const tracking = { number: 'TRACK-1', carrier: null, url: null };
const assignee = { kind: 'driver', id: 'driss', name: 'Driss' };
const money = { amount: 24000, currency: 'MAD' };

/** One right event of each shape. */
const events: readonly object[] = [
  { type: 'confirm', acknowledged: { products: true, total: true, address: true } },
  { type: 'record_call_attempt', outcome: 'busy', nextCallAt: '2026-01-15T12:00:00.000Z' },
  { type: 'schedule_call', at: '2026-01-15T12:00:00.000Z' },
  {
    type: 'amend',
    lines: draft.lines,
    amountDue: money,
    address: draft.address,
    customer: draft.customer,
  },
  { type: 'cancel', reason: 'staff', note: 'A note' },
  { type: 'reopen', reason: 'A reason' },
  { type: 'assign', assignee },
  { type: 'ship', tracking },
  { type: 'assign_tracking', tracking },
  { type: 'record_delivery_attempt', outcome: 'no_cash', note: 'A note' },
  { type: 'deliver', collected: money },
  { type: 'report_failed_delivery', reason: 'refused', note: 'A note' },
  {
    type: 'receive_return',
    lines: [{ lineId: 'bottle', quantity: 1, condition: 'damaged' }],
    cause: 'damaged',
  },
  { type: 'close_return', cause: 'other' },
  { type: 'remit_cash', amount: money },
  { type: 'reconcile_cash', amount: money },
  { type: 'record_reservation', lines: [{ lineId: 'bottle', reserved: 1 }] },
  { type: 'add_note', text: 'A note' },
  {
    type: 'correct',
    to: 'delivered',
    reason: 'A reason',
    acknowledged: true,
    assignee,
    tracking,
    collected: money,
    failure: 'other',
    cancelReason: 'staff',
  },
];

const command = {
  actor: { kind: 'admin', id: 'salma' },
  commandId: 'command-1',
  occurredAt: '2026-01-15T08:59:00.000Z',
  expectedVersion: 1,
  dryRun: false,
  tenant: 'default',
};

/** The way to every part of a value. */
function pathsIn(value: unknown, at: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [at];
  const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return [
    ...(at.length > 0 ? [at] : []),
    ...entries.flatMap(([key, part]) => pathsIn(part, [...at, key])),
  ];
}

/** The value with one part put in the place of another, or taken out. */
function withPart(value: unknown, [key, ...rest]: Path, part: unknown): unknown {
  if (key === undefined) return part;
  const copy: Record<string | number, unknown> = Array.isArray(value)
    ? ([...(value as unknown[])] as never)
    : { ...(value as object) };
  copy[key] = withPart(copy[key], rest, part);
  return copy;
}

const isNear = (path: Path, at: Path): boolean => {
  const [short, long] = path.length < at.length ? [path, at] : [at, path];
  return short.every((part, index) => String(part) === String(long[index]));
};

/** Text long enough to be told from any sentence. */
const telling = (value: unknown): string =>
  typeof value === 'string' && value.length > 12 ? value : 'nothing of the kind';

function expectHelpful(answer: unknown, at: Path, part: unknown): void {
  const issues = issuesIn(answer);
  if (issues === null) return;
  expect(issues.length).toBeGreaterThan(0);
  expect(issues.length).toBeLessThanOrEqual(20);
  const text = JSON.stringify(issues.map(({ message }) => message));
  for (const value of Object.values(personal)) expect(text).not.toContain(value);
  expect(text).not.toContain(telling(part));
  expect(issues.map(({ path }) => isNear(path, at))).toContain(true);
  for (const { message } of issues) expect(message).toMatch(/^(must|is no|has) \S/);
}

const anyPathIn = (value: unknown) => fc.constantFrom(...pathsIn(value));

describe('a draft with one part that is wrong', () => {
  it('is placed, or refused with the path of that part and what would be right', async () => {
    await fc.assert(
      fc.asyncProperty(anyPathIn(draft), monster(), async (at, { make }) => {
        const part = make();
        const { untyped } = await scene();
        const other = { ...draft, id: 'order-2', source: { ...draft.source, externalId: '1043' } };
        const call = () => untyped.place(withPart(other, at, part), { actor: agent });
        const { answer, error } = await answerOf(call);
        expect(kindOf(error)).toBe('documented');
        expectHelpful(answer, at, part);
      }),
      runs(1500),
    );
  });

  it('is refused for a field that nobody knows, by its name', async () => {
    const { untyped } = await scene();
    const objects = pathsIn(draft).filter((path) => path.every((part) => part !== 'metadata'));
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...objects),
        fc.string({ minLength: 3 }),
        async (at, key) => {
          const path = [...at.slice(0, -1), key];
          fc.pre(!pathsIn(draft).some((known) => String(known) === String(path)));
          fc.pre(typeof at.at(-1) === 'string' && key !== '__proto__');
          const answer = await untyped.place(withPart(draft, path, personal.phone), {
            actor: agent,
          });
          const issues = issuesIn(answer) ?? [];
          expect(issues).toEqual([{ path, message: 'is no field here' }]);
        },
      ),
      runs(300),
    );
  });
});

describe('an event with one part that is wrong', () => {
  const wrong = fc
    .constantFrom(...events)
    .chain((event) => fc.tuple(fc.constant(event), anyPathIn(event)));

  it('is decided, or refused with the path of that part and what would be right', async () => {
    const { untyped } = await scene();
    await fc.assert(
      fc.asyncProperty(wrong, monster(), async ([event, at], { make }) => {
        const part = make();
        const call = () =>
          untyped.send('order-1', withPart(event, at, part), {
            actor: command.actor,
            dryRun: true,
          });
        const { answer, error } = await answerOf(call);
        expect(kindOf(error)).toBe('documented');
        expectHelpful(answer, at, part);
      }),
      runs(3000),
    );
  });

  it('reaches no rule unread: whatever is applied is replayed to the same order', async () => {
    await fc.assert(
      fc.asyncProperty(wrong, monster(), async ([event, at], { make }) => {
        const part = make();
        const { untyped, orders } = await scene();
        await answerOf(() =>
          untyped.send('order-1', withPart(event, at, part), { actor: command.actor }),
        );
        const { rows } = await orders.history('order-1');
        const order = await orders.get('order-1');
        expect(replay(cod(), rows)).toEqual(order);
        expect(JSON.parse(JSON.stringify(order))).toEqual(order);
        expect(order?.enteredAt).toHaveLength(24);
        expect((order?.calls.nextCallAt ?? order?.enteredAt)?.length).toBe(24);
      }),
      runs(500),
    );
  });
});

describe('a command with one part that is wrong', () => {
  it('is carried out, or refused with the path of that part and what would be right', async () => {
    const { untyped } = await scene();
    await fc.assert(
      fc.asyncProperty(anyPathIn(command), monster(), async (at, { make }) => {
        const part = make();
        const how = { ...(withPart(command, at, part) as object) };
        const { answer, error } = await answerOf(() =>
          untyped.send('order-1', { type: 'add_note', text: 'A note' }, how),
        );
        expect(kindOf(error)).toBe('documented');
        expectHelpful(answer, at, part);
      }),
      runs(1500),
    );
  });
});

describe('an order that the caller holds, with one part that is wrong', () => {
  it('is never written: what is stored is what the history says', async () => {
    const { orders } = await scene();
    const held = await orders.get('order-1');
    await fc.assert(
      fc.asyncProperty(anyPathIn(held), monster(), async (at, { make }) => {
        const part = make();
        const { untyped, orders: fresh } = await scene();
        const target = withPart(held, at, part);
        const { error } = await answerOf(() => untyped.send(target, events[0], { actor: agent }));
        expect(kindOf(error)).toBe('documented');
        const { rows } = await fresh.history('order-1');
        expect(replay(cod(), rows)).toEqual(await fresh.get('order-1'));
      }),
      runs(500),
    );
  });
});
