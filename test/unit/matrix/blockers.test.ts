import { describe, expect, it } from 'vitest';
import {
  arabic,
  cod,
  decideAny,
  describeRefusal,
  english,
  french,
  lifecycleOf,
} from 'cod-lifecycle';
import type {
  Actor,
  ActorKind,
  Blocker,
  BlockerCode,
  Cod,
  Order,
  OrderEvent,
  PolicyOptions,
} from 'cod-lifecycle';
import { actor, lifeTo, live, mad, minute, place, usual } from '../../support/life.ts';
import type { Step } from '../../support/life.ts';

interface Blocked {
  readonly life: readonly Step[];
  readonly event: OrderEvent;
  readonly by: ActorKind | Actor;
  readonly policy?: PolicyOptions;
  readonly params: object;
  /** What an English speaker reads of the facts. */
  readonly says?: RegExp;
}

const no = { products: false, total: false, address: false };
const short = (reserved: number): Step => [
  { type: 'record_reservation', lines: [{ lineId: '1', reserved }] },
  'system',
];
const changed: Step = [{ type: 'amend', amountDue: mad(20_000) }, 'agent'];
const receive: Step = [{ type: 'receive_return' }, 'warehouse'];
const close: Step = [{ type: 'close_return', cause: 'refused' }, 'agent'];
const unassigned = lifeTo.processing.filter(([{ type }]) => type !== 'assign');
const stranger: Actor = { kind: 'driver', id: 'another' };
const received: PolicyOptions = { stock: { restockAt: 'received' } };
const fromShop: OrderEvent = {
  ...place,
  source: { kind: 'shopify', shop: 's', externalId: '1', reference: null },
};

/** For each code, an event that is refused for that reason alone. */
const cases: { readonly [Code in Exclude<BlockerCode, 'ledger_unbalanced'>]: Blocked } = {
  confirmation_incomplete: {
    life: lifeTo.new,
    event: { type: 'confirm', acknowledged: { ...no, products: true } },
    by: 'agent',
    params: { missing: ['total', 'address'] },
    says: /total, address/,
  },
  draft_incomplete: {
    life: [],
    event: { ...place, lines: [], amountDue: mad(-1) },
    by: 'agent',
    params: { missing: ['lines', 'amount_due'] },
  },
  already_confirmed: { life: lifeTo.confirmed, event: usual.confirm, by: 'customer', params: {} },
  needs_reconfirmation: {
    life: [...lifeTo.confirmed, changed],
    event: usual.prepare,
    by: 'warehouse',
    params: {},
  },
  stock_not_reserved: {
    life: [...lifeTo.new, short(0)],
    event: usual.confirm,
    by: 'agent',
    params: { lines: [{ lineId: '1', units: 2 }] },
    says: /\b2\b.*\b1\b/,
  },
  no_answer_limit_not_reached: {
    life: lifeTo.no_answer,
    event: { type: 'cancel', reason: 'no_answer' },
    by: 'agent',
    params: { made: 1, limit: 3 },
    says: /1 of 3/,
  },
  not_assigned: { life: unassigned, event: usual.ship, by: 'warehouse', params: {} },
  packaging_incomplete: {
    life: [...lifeTo.processing, [{ type: 'complete_packaging' }, 'warehouse']],
    event: usual.ship,
    by: 'warehouse',
    policy: { preparation: { requirePackaging: true } },
    params: { missing: ['label'] },
    says: /label/,
  },
  collection_required: {
    life: lifeTo.shipped,
    event: { type: 'deliver' },
    by: 'driver',
    params: { expected: 24_000, currency: 'MAD' },
  },
  amount_mismatch: {
    life: lifeTo.shipped,
    event: { type: 'deliver', collected: mad(23_000) },
    by: 'driver',
    policy: { cash: { onMismatch: 'reject' } },
    params: { expected: 24_000, collected: 23_000, currency: 'MAD' },
  },
  currency_mismatch: {
    life: lifeTo.shipped,
    event: { type: 'deliver', collected: { amount: 24_000, currency: 'EUR' } },
    by: 'carrier',
    params: { expected: 'MAD', given: 'EUR' },
    says: /MAD/,
  },
  out_for_delivery_required: {
    life: lifeTo.shipped,
    event: usual.deliver,
    by: 'driver',
    policy: { delivery: { requireOutForDelivery: true } },
    params: {},
  },
  not_your_delivery: { life: lifeTo.shipped, event: usual.setOut, by: stranger, params: {} },
  return_closed: {
    life: [...lifeTo.returned, receive, close],
    event: { type: 'redeliver' },
    by: 'agent',
    params: {},
  },
  return_not_received: {
    life: lifeTo.returned,
    event: { type: 'redeliver' },
    by: 'agent',
    params: {},
  },
  return_already_received: {
    life: [...lifeTo.returned, receive],
    event: { type: 'reattempt' },
    by: 'carrier',
    params: {},
  },
  units_unaccounted: {
    life: lifeTo.returned,
    event: { type: 'close_return', cause: 'refused' },
    by: 'agent',
    policy: received,
    params: { lines: [{ lineId: '1', units: 2 }] },
    says: /\b2\b/,
  },
  units_exceeded: {
    life: lifeTo.returned,
    event: {
      type: 'receive_return',
      lines: [
        { lineId: '1', quantity: 2, condition: 'sellable' },
        { lineId: '1', quantity: 1, condition: 'lost' },
        { lineId: 'unknown', quantity: 4, condition: 'damaged' },
      ],
    },
    by: 'warehouse',
    params: {
      lines: [
        { lineId: '1', units: 1 },
        { lineId: 'unknown', units: 4 },
      ],
    },
  },
  cash_not_open: {
    life: [...lifeTo.delivered, [{ type: 'reconcile_cash', amount: mad(24_000) }, 'finance']],
    event: { type: 'reconcile_cash', amount: mad(24_000) },
    by: 'finance',
    params: { state: 'reconciled' },
  },
  automatic_update_off: {
    life: [],
    event: fromShop,
    by: 'integration',
    policy: { automatic: { shopify: false } },
    params: { update: 'shopify' },
  },
  same_status: {
    life: lifeTo.new,
    event: { type: 'correct', to: 'new', reason: 'To where it is' },
    by: 'admin',
    params: {},
  },
  facts_missing: {
    life: lifeTo.new,
    event: { type: 'correct', to: 'delivered', reason: 'It is there' },
    by: 'admin',
    params: { missing: ['confirmation', 'assignee', 'shipment', 'collection'] },
    says: /confirmation.*who delivers.*shipment.*collected amount/,
  },
};

const codes = Object.keys(cases) as (keyof typeof cases)[];

function refusalOf({ life, event, by, policy }: Omit<Blocked, 'params'>) {
  const lifecycle = cod(policy);
  const order = life.length === 0 ? null : live(life, { lifecycle }).order;
  const who = typeof by === 'string' ? actor(by) : by;
  const decision = decideAny(lifecycle, order, event, { actor: who, now: minute(60) });
  if (decision.ok || decision.refusal.code !== 'blocked')
    throw new Error(`Not blocked: ${JSON.stringify(decision)}`);
  return decision.refusal;
}

describe('every reason to say no', () => {
  it.each(codes)('%s stands alone, with the facts of it', (code) => {
    const { params } = cases[code];
    expect(refusalOf(cases[code]).blockers).toEqual([{ code, params }]);
  });

  it.each(codes)('%s reads well in English, French and Arabic', (code) => {
    const refusal = refusalOf(cases[code]);
    const texts = [english, french, arabic].map((language) => describeRefusal(refusal, language));
    for (const said of texts) {
      expect(said).toHaveLength(1);
      expect(said[0]).toMatch(/^\S.*\S[.]$/u);
      expect(said[0]).not.toMatch(/undefined|null|NaN|\[object|_/);
    }
    expect(new Set(texts.flat()).size).toBe(3);
    expect(texts[2]?.[0]).toMatch(/\p{Script=Arabic}/u);
    expect(texts[0]?.[0]).toMatch(cases[code].says ?? /./);
  });

  it.each(codes)('%s says nothing in Latin letters to a reader of Arabic', (code) => {
    const [said] = describeRefusal(refusalOf(cases[code]), arabic);
    expect(said?.replace('MAD', '')).not.toMatch(/[A-Za-z]/);
  });

  it('counts one unit as one', () => {
    const one = (code: 'units_unaccounted' | 'stock_not_reserved') =>
      describeRefusal(
        { code: 'blocked', blockers: [{ code, params: { lines: [{ lineId: '1', units: 1 }] } }] },
        english,
      );
    expect(one('units_unaccounted')[0]).not.toMatch(/\b1 units are\b/);
    expect(one('stock_not_reserved')[0]).not.toMatch(/\b1 of its lines\b/);
  });

  it('names what is possible besides', () => {
    expect(refusalOf(cases.not_assigned)).toMatchObject({
      event: 'ship',
      status: 'processing',
      possible: expect.arrayContaining(['complete_packaging', 'attach_label', 'assign', 'ship']),
    });
  });
});

describe('several reasons to say no', () => {
  it.each<[string, Omit<Blocked, 'params'>, readonly BlockerCode[]]>([
    [
      'ship',
      {
        life: [...unassigned, changed],
        event: usual.ship,
        by: 'warehouse',
        policy: { preparation: { requirePackaging: true } },
      },
      ['not_assigned', 'packaging_incomplete', 'needs_reconfirmation'],
    ],
    [
      'confirm',
      {
        life: [...lifeTo.new, short(1)],
        event: { type: 'confirm', acknowledged: no },
        by: 'agent',
      },
      ['confirmation_incomplete', 'stock_not_reserved'],
    ],
    [
      'confirm again',
      {
        life: [...lifeTo.confirmed, short(1)],
        event: { type: 'confirm', acknowledged: no },
        by: 'agent',
      },
      ['confirmation_incomplete', 'already_confirmed', 'stock_not_reserved'],
    ],
    [
      'deliver',
      {
        life: lifeTo.shipped,
        event: { type: 'deliver', collected: { amount: 1, currency: 'EUR' } },
        by: stranger,
        policy: {
          cash: { onMismatch: 'reject' },
          delivery: { requireOutForDelivery: true },
          automatic: { driverDelivered: false },
        },
      },
      [
        'amount_mismatch',
        'currency_mismatch',
        'out_for_delivery_required',
        'not_your_delivery',
        'automatic_update_off',
      ],
    ],
    [
      'deliver without cash',
      {
        life: lifeTo.shipped,
        event: { type: 'deliver' },
        by: stranger,
        policy: { delivery: { requireOutForDelivery: true } },
      },
      ['collection_required', 'out_for_delivery_required', 'not_your_delivery'],
    ],
    [
      'report a failed delivery',
      {
        life: lifeTo.shipped,
        event: usual.fail,
        by: stranger,
        policy: { automatic: { driverFailed: false } },
      },
      ['not_your_delivery', 'automatic_update_off'],
    ],
    [
      'redeliver',
      { life: lifeTo.returned, event: { type: 'redeliver' }, by: 'agent', policy: received },
      ['return_not_received', 'units_unaccounted'],
    ],
    [
      'reattempt',
      {
        life: [...lifeTo.returned, receive, short(0), close],
        event: { type: 'reattempt' },
        by: 'agent',
      },
      ['return_closed', 'return_already_received', 'stock_not_reserved'],
    ],
    [
      'remit',
      {
        life: [...lifeTo.delivered, [{ type: 'reconcile_cash', amount: mad(24_000) }, 'finance']],
        event: { type: 'remit_cash', amount: { amount: 1, currency: 'EUR' } },
        by: stranger,
      },
      ['cash_not_open', 'currency_mismatch', 'not_your_delivery'],
    ],
  ])('are all told: %s', (_, question, expected) => {
    const refusal = refusalOf(question);
    expect(refusal.blockers.map(({ code }) => code).toSorted()).toEqual(expected.toSorted());
    for (const language of [english, french, arabic])
      expect(new Set(describeRefusal(refusal, language)).size).toBe(expected.length);
  });
});

describe('what only a definition of one’s own can break', () => {
  const { lifecycle, update, guard } = lifecycleOf<Cod>();
  const { definition } = cod();
  const notes = definition.rules.filter(({ type }) => type !== 'add_note');
  const lost = (rule: (typeof notes)[number]): Blocker[] => {
    const broken = lifecycle({ ...definition, rules: [...notes, rule] as never });
    const { order } = live(lifeTo.new);
    const decision = decideAny(
      broken,
      order,
      { type: 'add_note', text: 'x' },
      { actor: actor('agent'), now: minute(60) },
    );
    if (decision.ok || decision.refusal.code !== 'blocked') throw new Error('Not blocked');
    for (const language of [english, french, arabic])
      expect(describeRefusal(decision.refusal, language)[0]).toMatch(/^\S.*[.]$/u);
    return decision.refusal.blockers as Blocker[];
  };

  it('ledger_unbalanced stops units that would not add up', () => {
    const halved = ({ order }: { order: Order }) => ({
      stock: order.stock.map((row) => ({ ...row, reserved: 3 })),
    });
    const rule = update('add_note', { in: ['new'], by: ['agent'], apply: halved });
    expect(lost(rule)).toEqual([{ code: 'ledger_unbalanced', params: { lines: ['1'] } }]);
  });

  it('ledger_unbalanced stops parts of a unit, also where they add up to whole ones', () => {
    const halved = ({ order }: { order: Order }) => ({
      stock: order.stock.map((row) => ({ ...row, reserved: 0.5, out: 0.5 })),
    });
    const rule = update('add_note', { in: ['new'], by: ['agent'], apply: halved });
    expect(lost(rule)).toEqual([{ code: 'ledger_unbalanced', params: { lines: ['1'] } }]);
  });

  it('guard_failed stands for a guard that throws, and closes the door', () => {
    const thrown = guard('not_assigned', () => {
      throw new Error('out of order');
    });
    const rule = update('add_note', { in: ['new'], by: ['agent'], guards: [thrown] });
    expect(lost(rule)).toMatchObject([{ code: 'guard_failed', params: { of: 'not_assigned' } }]);
  });

  it('apply_failed stands for a change that throws, and nothing has changed', () => {
    const apply = (): never => {
      throw new Error('out of order');
    };
    const rule = update('add_note', { in: ['new'], by: ['agent'], apply });
    expect(lost(rule)).toMatchObject([{ code: 'apply_failed', params: { of: 'add_note' } }]);
  });
});

describe('a refusal that is no blocker', () => {
  it.each([
    'wrong_status',
    'final',
    'forbidden',
    'invalid',
    'duplicate',
    'stale',
    'not_found',
    'version_conflict',
  ])('%s reads well in every language', (code) => {
    const said = [english, french, arabic].map((language) => describeRefusal({ code }, language));
    for (const sentences of said) {
      expect(sentences).toHaveLength(1);
      expect(sentences[0]).toMatch(/^\S.*[.]$/u);
    }
  });

  it('names the event to send instead', () => {
    const refusal = { code: 'wrong_status', instead: 'report_failed_delivery' };
    expect(describeRefusal(refusal, english)[1]).toBe('Instead: Report a failed delivery.');
    expect(describeRefusal(refusal, french)[1]).toBe(
      'À la place : Déclarer un échec de livraison.',
    );
    expect(describeRefusal(refusal, arabic)).toHaveLength(2);
  });

  it('of a merchant’s own code is given as it is', () => {
    const blockers = [{ code: 'too_far', params: {} }];
    expect(describeRefusal({ code: 'blocked', blockers }, english)).toEqual(['too_far']);
    expect(describeRefusal({ code: 'constructor' }, english)).toEqual(['constructor']);
  });
});
