import { describe, expect, it } from 'vitest';
import { actorKinds, cod, decideAny, orderStatuses, possibleEvents } from 'cod-lifecycle';
import type { ActorKind, OrderEventType, OrderStatus } from 'cod-lifecycle';
import { actor, ask, lifeTo, live, mad, minute, orderIn, usual } from '../../support/life.ts';
import { known } from '../../support/shop.ts';
import { sample, subject } from './subjects.ts';
import { eventTypes, lateness, may, pairs, table } from './table.ts';

/** What an actor could send in a status, by the table; a correction is no suggestion. */
const possibleFor = (status: string, by: ActorKind): readonly string[] =>
  eventTypes.filter((event) => event !== 'correct' && may(event, status, by)).toSorted();

const somewhere = (event: string, by: ActorKind): boolean =>
  by === 'admin' || Object.values(table[event] ?? {}).some((cell) => cell.by.includes(by));

/** A driver is nobody to an order that is not assigned to them, and cannot even leave a note. */
const stranger = (event: string, status: OrderStatus, by: ActorKind): boolean =>
  event === 'add_note' && by === 'driver' && orderIn(status).assignee === null;

/** The refusal that the table asks for. */
function refusalFor(event: string, status: OrderStatus, by: ActorKind): object {
  const here = { event, status };
  const where = { ...here, possible: possibleFor(status, by) };
  if (stranger(event, status, by))
    return { ...where, code: 'blocked', blockers: [{ code: 'not_your_delivery', params: {} }] };
  if (table[event]?.[status] || !somewhere(event, by))
    return { ...where, code: 'forbidden', actor: by };
  const late = lateness[event]?.[status];
  if (late !== undefined) return { ...here, code: late };
  const code = status === 'delivered' ? 'final' : 'wrong_status';
  return { ...where, code, legalFrom: Object.keys(table[event] ?? {}).toSorted() };
}

/** What the table says of one cell. */
function answerFor(event: OrderEventType, status: OrderStatus, by: ActorKind): object {
  if (!may(event, status, by) || stranger(event, status, by))
    return { ok: false, refusal: refusalFor(event, status, by) };
  const corrected = status === 'cancelled' ? 'new' : 'cancelled';
  const to = event === 'correct' ? corrected : (known(table[event]?.[status]).to ?? status);
  const { version } = subject(event, status);
  return {
    ok: true,
    order: { status: to, version: version + 1 },
    entry: { from: status, to, actor: actor(by), event: { type: event } },
  };
}

/** A refusal with its lists sorted, for their order is not the table’s to say. */
function sorted(decision: ReturnType<typeof ask>): object {
  if (decision.ok) return decision;
  const { refusal } = decision;
  return {
    ok: false,
    refusal: {
      ...refusal,
      ...('possible' in refusal && { possible: refusal.possible.toSorted() }),
      ...('legalFrom' in refusal && { legalFrom: refusal.legalFrom.toSorted() }),
    },
  };
}

describe('the table', () => {
  it('knows the events of the lifecycle, and place besides', () => {
    expect([...eventTypes, 'place'].toSorted()).toEqual(cod().events.toSorted());
  });

  it('has 17 pairs, and 55 others', () => {
    expect(new Set(pairs).size).toBe(17);
    expect(9 * 8 - pairs.length).toBe(55);
  });
});

describe.each(orderStatuses)('in %s', (status) => {
  it.each(eventTypes)(
    `%s is legal for whom the table says, and else refused with nothing changed`,
    (event) => {
      for (const by of actorKinds) {
        const order = subject(event, status);
        const before = structuredClone(order);
        const decision = ask(order, sample(event, status), by);
        expect(sorted(decision)).toMatchObject(answerFor(event, status, by));
        expect(order).toEqual(before);
      }
    },
  );

  it('place is refused to everybody: the order exists', () => {
    for (const by of actorKinds) {
      const places = ['integration', 'agent', 'customer', 'admin'].includes(by);
      expect(ask(orderIn(status), sample('place', status), by)).toMatchObject({
        ok: false,
        refusal: places
          ? { code: status === 'delivered' ? 'final' : 'wrong_status', legalFrom: ['nothing'] }
          : { code: 'forbidden', allowed: ['integration', 'agent', 'customer'] },
      });
    }
  });
});

describe('before there is an order', () => {
  it('only place is possible, for an integration, an agent, a customer or an admin', () => {
    for (const by of actorKinds) {
      const allowed = ['integration', 'agent', 'customer', 'admin'].includes(by);
      expect(ask(null, sample('place', 'new'), by).ok).toBe(allowed);
      const context = { actor: actor(by), now: minute(60) };
      expect(possibleEvents(cod(), null, context)).toEqual(allowed ? ['place'] : []);
      for (const event of eventTypes)
        expect(ask(null, sample(event, 'new'), by)).toMatchObject({
          ok: false,
          refusal: {
            code: somewhere(event, by) && event !== 'place' ? 'wrong_status' : 'forbidden',
            possible: allowed ? ['place'] : [],
          },
        });
    }
  });
});

describe('who is told no', () => {
  it('learns who may', () => {
    expect(
      ask(orderIn('delivered'), sample('reconcile_cash', 'delivered'), 'driver'),
    ).toMatchObject({
      refusal: { code: 'forbidden', actor: 'driver', allowed: ['finance'] },
    });
    expect(ask(orderIn('confirmed'), usual.cancel, 'system')).toMatchObject({
      refusal: { code: 'forbidden', allowed: ['customer', 'agent', 'integration'] },
    });
  });

  it('learns that an event is unknown, and what is possible', () => {
    const event = { type: '__proto__' } as never;
    expect(ask(orderIn('new'), event, 'system')).toMatchObject({
      refusal: { code: 'invalid', issues: [{ path: ['type'] }] },
    });
  });
});

describe('the way through the statuses', () => {
  /** Every pair that some event leads through, found by asking for all of them. */
  const found = orderStatuses.flatMap((from) =>
    eventTypes
      .filter((event) => event !== 'correct')
      .flatMap((event) => {
        const decision = ask(subject(event, from), sample(event, from), 'admin');
        return decision.ok && decision.order.status !== from
          ? [`${from} → ${decision.order.status}`]
          : [];
      }),
  );

  it('leads through exactly the 17 pairs outside of corrections', () => {
    expect([...new Set(found)].toSorted()).toEqual(pairs.toSorted());
  });

  const others = orderStatuses.flatMap((from) =>
    orderStatuses.flatMap((to) =>
      from === to || pairs.includes(`${from} → ${to}`) ? [] : [[from, to] as const],
    ),
  );

  it.each(others)('does not lead from %s to %s, and says what is possible instead', (from, to) => {
    const leading = eventTypes.filter((event) =>
      Object.values(table[event] ?? {}).some((cell) => cell.to === to),
    );
    const decisions = leading.map((event) =>
      ask(subject(event, from), sample(event, from), 'admin'),
    );
    expect(decisions.map((decision) => decision.ok && decision.order.status)).not.toContain(to);
    const refusals = decisions.flatMap((decision) => (decision.ok ? [] : [decision.refusal]));
    for (const { code } of refusals)
      expect(['wrong_status', 'final', 'duplicate', 'stale']).toContain(code);
    const offers = refusals.flatMap((refusal) => ('possible' in refusal ? [refusal.possible] : []));
    for (const possible of offers) expect(possible.toSorted()).toEqual(possibleFor(from, 'admin'));
  });

  it('has 55 such pairs', () => {
    expect(others).toHaveLength(55);
  });

  it('has no way out of delivered', () => {
    expect(found.filter((pair) => pair.startsWith('delivered'))).toEqual([]);
  });

  it.each(['shipped', 'out_for_delivery', 'delivered', 'returned'])(
    'has no direct edge from %s into cancelled',
    (status) => {
      expect(found).not.toContain(`${status} → cancelled`);
    },
  );

  it('reaches shipped only through confirmed', () => {
    const next = (status: string) =>
      pairs
        .map((pair) => pair.split(' → '))
        .flatMap(([from, to = '']) => (from === status ? [to] : []));
    const reached = new Set(['new']);
    for (const status of reached)
      for (const to of next(status)) if (to !== 'confirmed') reached.add(to);
    expect([...reached].toSorted()).toEqual(['cancelled', 'new', 'no_answer']);
  });

  it('reaches every status from new', () => {
    for (const status of orderStatuses) expect(orderIn(status).status).toBe(status);
  });
});

describe('late news', () => {
  const earlier = minute(0);
  const tell = (status: OrderStatus, type: OrderEventType, by: ActorKind, occurredAt: string) =>
    decideAny(cod(), orderIn(status), sample(type, status), {
      actor: actor(by),
      now: minute(60),
      occurredAt,
    });

  it.each([
    ['record_delivery_attempt', 'delivered', 'driver', 'stale', 'final'],
    ['record_delivery_attempt', 'returned', 'driver', 'stale', 'wrong_status'],
    ['record_call_attempt', 'confirmed', 'agent', 'stale', 'wrong_status'],
    ['record_call_attempt', 'processing', 'agent', 'stale', 'wrong_status'],
    ['record_call_attempt', 'delivered', 'agent', 'stale', 'final'],
    ['record_call_attempt', 'cancelled', 'agent', 'wrong_status', 'wrong_status'],
  ] as const)(
    '%s in %s by %s from before is %s, from after %s',
    (type, status, by, old, recent) => {
      expect(tell(status, type, by, earlier)).toMatchObject({ refusal: { code: old } });
      expect(tell(status, type, by, minute(59))).toMatchObject({ refusal: { code: recent } });
    },
  );

  it('contradicts where it says something else than what is known', () => {
    const other = { type: 'deliver', collected: mad(1) } as const;
    expect(ask(orderIn('delivered'), other, 'driver')).toMatchObject({
      refusal: { code: 'final' },
    });
    const failed = { type: 'report_failed_delivery', reason: 'lost' } as const;
    expect(ask(orderIn('returned'), failed, 'driver')).toMatchObject({
      refusal: { code: 'wrong_status' },
    });
    expect(ask(orderIn('delivered'), usual.fail, 'driver')).toMatchObject({
      refusal: { code: 'final' },
    });
    expect(ask(orderIn('returned'), usual.deliver, 'driver')).toMatchObject({
      refusal: { code: 'wrong_status' },
    });
  });
});

describe('calls below the first that counts', () => {
  it('keep an order New', () => {
    const lifecycle = cod({ noAnswer: { enterAfter: 2 } });
    const once = live([...lifeTo.new, [usual.failedCall, 'agent']], { lifecycle }).order;
    expect(once).toMatchObject({ status: 'new', calls: { failed: 1 } });
    const twice = ask(once, usual.failedCall, 'agent', lifecycle);
    expect(twice).toMatchObject({ order: { status: 'no_answer', calls: { failed: 2 } } });
  });
});

describe('a merchant says who may send what', () => {
  it.each(eventTypes)('%s goes to finance alone, and to the admin', (event) => {
    // What the stock answers is the system's own word, whoever else may say it.
    const kinds: readonly ActorKind[] =
      event === 'record_reservation' ? ['finance', 'system'] : ['finance'];
    const lifecycle = cod({ actors: { [event]: kinds } });
    for (const status of Object.keys(table[event] ?? {}) as OrderStatus[]) {
      const order = subject(event, status);
      for (const by of actorKinds) {
        const refused = { refusal: { code: 'forbidden', actor: by, allowed: kinds } };
        const allowed = kinds.includes(by) || by === 'admin';
        const decision = ask(order, sample(event, status), by, lifecycle);
        expect(decision).toMatchObject(allowed ? { ok: true } : refused);
      }
    }
  });

  it('place goes to finance alone, and to the admin', () => {
    const lifecycle = cod({ actors: { place: ['finance'] } });
    const placers = actorKinds.filter((by) => ask(null, sample('place', 'new'), by, lifecycle).ok);
    expect(placers).toEqual(['finance', 'admin']);
  });
});
