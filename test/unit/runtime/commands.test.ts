import { describe, expect, it } from 'vitest';
import { CodError, CommandReusedError, RefusedError, assertApplied } from 'cod-lifecycle';
import type { Draft } from 'cod-lifecycle';
import { actor, lifeTo, mad, minute, usual } from '../../support/life.ts';
import { draft, known, openShop } from '../../support/shop.ts';

const agent = { actor: actor('agent') };

describe('placing an order', () => {
  it('fills in what was left out', async () => {
    const { orders } = openShop();
    const least: Draft = {
      customer: { name: 'Amina', phone: '+212600000001' },
      address: { line1: '4 Rue Atlas', city: 'Casablanca', country: 'MA' },
      lines: [{ sku: 'OIL', title: 'Oil', quantity: 1 }],
      amountDue: mad(0),
    };
    const order = assertApplied(await orders.place(least, agent));
    expect(order).toMatchObject({
      tenant: 'default',
      source: { kind: 'manual', shop: 'default', externalId: order.id, reference: null },
      customer: { email: null, locale: null },
      address: { line2: null, region: null, postalCode: null },
      lines: [{ id: '1', unitPrice: null }],
      cash: { state: 'not_applicable' },
      metadata: {},
      placedAt: minute(0),
    });
  });

  it('is a duplicate for the same source, with the order that is there', async () => {
    const { orders } = openShop();
    const source = { kind: 'shopify', shop: 'zahra', externalId: '1' };
    const first = assertApplied(await orders.place(draft({ source }), agent));
    const again = await orders.place(draft({ source, amountDue: mad(1) }), agent);
    expect(again).toEqual({ kind: 'duplicate', order: first, entry: null });
    expect((await orders.list()).rows).toHaveLength(1);
  });

  it('by hand is a duplicate for the same command', async () => {
    const { orders } = openShop();
    const command = { ...agent, commandId: 'form-1' };
    const first = assertApplied(await orders.place(draft(), command));
    expect(await orders.place(draft(), command)).toMatchObject({
      kind: 'duplicate',
      order: { id: first.id },
      entry: { commandId: 'form-1' },
    });
    expect((await orders.list()).rows).toHaveLength(1);
  });

  it('twenty times at once places one order', async () => {
    const { orders, stock } = openShop();
    const source = { kind: 'shopify', shop: 'zahra', externalId: '1' };
    const placed = await Promise.all(
      Array.from({ length: 20 }, () => orders.place(draft({ source }), agent)),
    );
    expect(placed.map(({ kind }) => kind).toSorted()).toEqual([
      'applied',
      ...Array.from({ length: 19 }, () => 'duplicate'),
    ]);
    expect(stock.stock('OIL')).toMatchObject({ available: 8, reserved: 2 });
  });

  it('with an id that another order has is refused', async () => {
    const shop = openShop();
    const before = await shop.place('o1');
    const source = { kind: 'shopify', shop: 'zahra', externalId: '1' };
    for (const [fields, command] of [
      [{ id: 'o1', source }, agent],
      [{ id: 'o1' }, { ...agent, commandId: 'form-1' }],
    ] as const)
      expect(await shop.orders.place(draft(fields), command)).toMatchObject({
        kind: 'refused',
        refusal: { code: 'invalid', issues: [{ path: ['id'] }] },
      });
    expect((await shop.orders.list()).rows.map(({ order }) => order)).toEqual([before]);
  });

  it('by hand with the same id and no command is a duplicate', async () => {
    const shop = openShop();
    const order = await shop.place('o1');
    const again = await shop.orders.place(draft({ id: 'o1' }), agent);
    expect(again).toEqual({ kind: 'duplicate', order, entry: null });
  });

  it.each<[string, unknown, readonly (string | number)[]]>([
    ['no lines', draft({ lines: [] }), ['lines']],
    ['a negative amount', draft({ amountDue: mad(-1) }), ['amountDue', 'amount']],
    ['a fraction of a unit', draft({ amountDue: mad(0.5) }), ['amountDue', 'amount']],
    ['no customer', { ...draft(), customer: undefined }, ['customer']],
    [
      'nothing of a product',
      draft({ lines: [{ sku: 'OIL', title: '', quantity: 0 }] }),
      ['lines', 0, 'quantity'],
    ],
    ['a field that does not exist', { ...draft(), total: 1 }, ['total']],
    ['nothing at all', null, []],
  ])('of a draft with %s is refused with the path of the field', async (_, input, path) => {
    const { orders } = openShop();
    const refused = await orders.place(input as Draft, agent);
    expect(refused).toMatchObject({ kind: 'refused', order: null, refusal: { code: 'invalid' } });
    const issues =
      refused.kind === 'refused' && refused.refusal.code === 'invalid'
        ? refused.refusal.issues
        : [];
    expect(issues.map((issue) => issue.path)).toContainEqual(path);
    expect((await orders.list()).rows).toEqual([]);
  });
});

describe('a command id', () => {
  it('makes a repeat harmless, and gives the earlier entry', async () => {
    const shop = openShop();
    await shop.place('o1');
    const command = { ...agent, commandId: 'c1' };
    const first = await shop.orders.send('o1', usual.failedCall, command);
    const again = await shop.orders.send('o1', usual.failedCall, command);
    expect(again).toEqual({
      kind: 'duplicate',
      order: first.order,
      entry: first.kind === 'applied' && first.entry,
    });
    expect((await shop.get('o1')).calls.failed).toBe(1);
  });

  it('still does after the order has gone on', async () => {
    const shop = openShop();
    await shop.place('o1');
    const command = { ...agent, commandId: 'c1' };
    await shop.orders.send('o1', usual.confirm, command);
    await shop.live('o1', lifeTo.delivered.slice(2));
    expect(await shop.orders.send('o1', usual.confirm, command)).toMatchObject({
      kind: 'duplicate',
      order: { status: 'delivered' },
      entry: { event: usual.confirm, version: 2 },
    });
  });

  it('that was used for something else is an error, and nothing changes', async () => {
    const shop = openShop();
    await shop.place('o1');
    const command = { ...agent, commandId: 'c1' };
    await shop.orders.send('o1', usual.failedCall, command);
    const before = await shop.get('o1');
    const other = shop.orders.send('o1', { ...usual.failedCall, outcome: 'busy' }, command);
    await expect(other).rejects.toBeInstanceOf(CommandReusedError);
    await expect(other).rejects.toSatisfy((error) => CodError.is(error));
    expect(await shop.get('o1')).toEqual(before);
  });

  it('belongs to one order: the same one goes to another order as well', async () => {
    const shop = openShop();
    await shop.place('o1');
    await shop.place('o2');
    const command = { ...agent, commandId: 'c1' };
    for (const id of ['o1', 'o2'])
      expect(await shop.orders.send(id, usual.confirm, command)).toMatchObject({ kind: 'applied' });
  });
});

describe('a command', () => {
  it('for an order that does not exist is refused', async () => {
    const { orders } = openShop();
    expect(await orders.send('nobody', usual.confirm, agent)).toEqual({
      kind: 'refused',
      refusal: { code: 'not_found' },
      order: null,
    });
    expect(await orders.get('nobody')).toBeNull();
    expect(await orders.explain('nobody', agent)).toBeNull();
    expect(await orders.history('nobody')).toEqual({ rows: [], next: null });
  });

  it('for the version that its sender saw is refused for another one', async () => {
    const shop = openShop();
    const { version } = await shop.place('o1');
    await shop.live('o1', [[usual.failedCall, 'agent']]);
    const stale = { ...agent, expectedVersion: version };
    expect(await shop.orders.send('o1', usual.confirm, stale)).toMatchObject({
      kind: 'refused',
      refusal: { code: 'version_conflict', expected: 1, actual: 2 },
      order: { version: 2 },
    });
    const right = { ...agent, expectedVersion: 2 };
    expect(await shop.orders.send('o1', usual.confirm, right)).toMatchObject({ kind: 'applied' });
  });

  it('that is refused changes nothing and is not in the history', async () => {
    const shop = openShop();
    const before = await shop.place('o1');
    const refused = await shop.send('o1', usual.ship, 'warehouse');
    expect(refused).toMatchObject({
      kind: 'refused',
      refusal: {
        code: 'wrong_status',
        event: 'ship',
        status: 'new',
        legalFrom: ['processing'],
        possible: ['add_note'],
      },
      order: before,
    });
    expect(await shop.get('o1')).toEqual(before);
    expect((await shop.orders.history('o1')).rows).toHaveLength(1);
    expect(() => assertApplied(refused)).toThrow(RefusedError);
  });

  it('that was refused says in an error why', async () => {
    const { orders } = openShop({ shelf: {} });
    await orders.place(draft({ id: 'o1' }), agent);
    const said = async (event: object): Promise<string> => {
      const outcome = await orders.send('o1', event as typeof usual.confirm, agent);
      try {
        assertApplied(outcome);
        return 'applied';
      } catch (error) {
        return String(error);
      }
    };
    expect(
      await said({
        ...usual.confirm,
        acknowledged: { products: true, total: false, address: true },
      }),
    ).toBe(
      'RefusedError: The event was refused: blocked, confirmation_incomplete, stock_not_reserved',
    );
    expect(await said({ type: 'cancel', reason: 'moon +212600000001' })).toMatch(
      /refused: invalid, reason must be one of customer_changed_mind,/,
    );
    expect(await said(usual.fail)).toBe('RefusedError: The event was refused: forbidden');
  });

  it.each<[string, unknown, unknown, unknown, readonly (string | number)[]]>([
    ['an event without a type', 'o1', {}, agent, ['type']],
    ['an unknown event', 'o1', { type: 'explode' }, agent, ['type']],
    ['place', 'o1', { type: 'place' }, agent, ['type']],
    ['a prototype’s word', 'o1', { type: 'constructor' }, agent, ['type']],
    ['a missing reason', 'o1', { type: 'cancel' }, agent, ['reason']],
    ['an unknown field', 'o1', { ...usual.ship, by: 'me' }, agent, ['by']],
    ['no actor', 'o1', usual.confirm, {}, ['actor']],
    ['nobody known', 'o1', usual.confirm, { actor: { kind: 'king', id: '1' } }, ['actor', 'kind']],
    ['an id that is none', 7, usual.confirm, agent, ['id']],
    [
      'a time without a zone',
      'o1',
      usual.confirm,
      { ...agent, occurredAt: '2026-01-15 09:00' },
      ['occurredAt'],
    ],
    [
      'half a version',
      'o1',
      usual.confirm,
      { ...agent, expectedVersion: 1.5 },
      ['expectedVersion'],
    ],
  ])('with %s is refused with the path', async (_, id, event, command, path) => {
    const shop = openShop();
    await shop.place('o1');
    const refused = await shop.orders.send(id as string, event as never, command as never);
    expect(refused).toMatchObject({ kind: 'refused', refusal: { code: 'invalid' } });
    expect(refused).toMatchObject({ refusal: { issues: [{ path }] } });
  });
});

describe('a dry run', () => {
  it('decides and writes nothing', async () => {
    const shop = openShop();
    const before = await shop.place('o1');
    const calls = shop.stock.calls.length;
    const dry = { ...agent, dryRun: true };
    expect(await shop.orders.send('o1', usual.cancel, dry)).toMatchObject({
      kind: 'applied',
      dryRun: true,
      order: { status: 'cancelled', version: 2 },
    });
    expect(await shop.get('o1')).toEqual(before);
    expect((await shop.orders.history('o1')).rows).toHaveLength(1);
    expect(shop.stock.calls).toHaveLength(calls);
    expect(await shop.orders.effects.list({ state: 'pending' })).toEqual([]);
  });

  it('of a placement places nothing', async () => {
    const { orders } = openShop();
    const placed = await orders.place(draft({ id: 'o1' }), { ...agent, dryRun: true });
    expect(placed).toMatchObject({ kind: 'applied', dryRun: true });
    expect(await orders.get('o1')).toBeNull();
  });

  it('is refused as the real one would be, and leaves nothing for a person to look at', async () => {
    const shop = openShop();
    await shop.place('o1');
    await shop.live('o1', lifeTo.delivered);
    const dry = { actor: actor('driver'), dryRun: true };
    expect(await shop.orders.send('o1', usual.fail, dry)).toMatchObject({
      refusal: { code: 'final' },
    });
    expect(await shop.orders.contradictions.list()).toEqual([]);
  });

  it('on an order that the caller holds tells what would come of it now', async () => {
    const shop = openShop();
    const held = await shop.place('o1');
    await shop.live('o1', [[usual.cancel, 'agent']]);
    expect(
      await shop.orders.send(held, usual.cancel as never, { ...agent, dryRun: true }),
    ).toMatchObject({
      kind: 'duplicate',
      order: { status: 'cancelled' },
    });
  });
});

describe('when it happened', () => {
  it('is kept beside when we learned of it', async () => {
    const shop = openShop();
    await shop.place('o1');
    shop.clock.pass({ minutes: 120 });
    const occurredAt = '2026-01-15T11:30:00+01:00';
    const late = await shop.orders.send('o1', usual.confirm, { ...agent, occurredAt });
    expect(late).toMatchObject({
      kind: 'applied',
      entry: { occurredAt: minute(90), recordedAt: minute(120) },
      order: { enteredAt: minute(90), updatedAt: minute(120), confirmation: { at: minute(90) } },
    });
  });

  it('may be a little ahead, as phones are, but not in the future', async () => {
    const shop = openShop();
    await shop.place('o1');
    const ahead = { ...agent, occurredAt: minute(5) };
    const future = { ...agent, occurredAt: minute(6) };
    expect(await shop.orders.send('o1', usual.failedCall, future)).toMatchObject({
      refusal: { code: 'invalid', issues: [{ path: ['occurredAt'] }] },
    });
    expect((await shop.orders.send('o1', usual.failedCall, ahead)).kind).toBe('applied');
  });

  it('makes a visit reported after the delivery stale, where it was before', async () => {
    const shop = openShop();
    await shop.place('o1');
    const delivered = await shop.live('o1', lifeTo.delivered);
    const visit = { type: 'record_delivery_attempt', outcome: 'customer_unavailable' } as const;
    const before = { actor: actor('driver'), occurredAt: minute(1) };
    expect(await shop.orders.send('o1', visit, before)).toEqual({
      kind: 'stale',
      order: delivered,
    });
  });
});

describe('an order that the caller holds', () => {
  it('saves the trip to the store', async () => {
    let loads = 0;
    const shop = openShop({
      store: (store) => ({
        ...store,
        load: (keys) => {
          loads += 1;
          return store.load(keys);
        },
      }),
      shelf: {},
      handOver: 'by_drain',
    });
    const order = await shop.place('o1');
    loads = 0;
    const confirmed = await shop.orders.send(order, usual.confirm as never, agent);
    expect(confirmed).toMatchObject({ kind: 'applied', order: { status: 'confirmed' } });
    expect(loads).toBe(0);
  });

  it('and that has gone on since is decided again as it is now', async () => {
    const shop = openShop();
    const held = await shop.place('o1');
    await shop.live('o1', [[usual.failedCall, 'agent']]);
    expect(await shop.orders.send(held, usual.failedCall as never, agent)).toMatchObject({
      kind: 'applied',
      order: { version: 3, calls: { failed: 2 } },
    });
  });

  it('and that was cancelled since is not confirmed', async () => {
    const shop = openShop();
    const held = await shop.place('o1');
    await shop.live('o1', [[usual.cancel, 'agent']]);
    expect(await shop.orders.send(held, usual.confirm as never, agent)).toMatchObject({
      kind: 'refused',
      refusal: { code: 'wrong_status', status: 'cancelled' },
    });
  });

  it('is not the last word on a refusal', async () => {
    const shop = openShop();
    const held = await shop.place('o1');
    await shop.live('o1', lifeTo.processing);
    expect(
      await shop.orders.send(held, usual.ship as never, { actor: actor('warehouse') }),
    ).toMatchObject({
      kind: 'applied',
      order: { status: 'shipped' },
    });
  });

  it('knows a repeated command', async () => {
    const shop = openShop();
    const held = await shop.place('o1');
    const command = { ...agent, commandId: 'c1' };
    await shop.orders.send(held, usual.failedCall as never, command);
    expect(await shop.orders.send(held, usual.failedCall as never, command)).toMatchObject({
      kind: 'duplicate',
      entry: { commandId: 'c1' },
    });
    expect((await shop.get('o1')).calls.failed).toBe(1);
  });
});

describe('races', () => {
  it('of 50 commands on one order all count, one after the other', async () => {
    const shop = openShop();
    await shop.place('o1');
    const sent = await Promise.all(
      Array.from({ length: 50 }, () => shop.orders.send('o1', usual.failedCall, agent)),
    );
    expect(sent.every(({ kind }) => kind === 'applied')).toBe(true);
    expect(await shop.get('o1')).toMatchObject({ version: 51, calls: { failed: 50 } });
    const { rows } = await shop.orders.history('o1', { limit: 1000 });
    expect(rows.map(({ version }) => version)).toEqual(rows.map((_, index) => index + 1));
  });

  it('of one command sent ten times at once are won once', async () => {
    const shop = openShop();
    await shop.place('o1');
    const command = { ...agent, commandId: 'c1' };
    const sent = await Promise.all(
      Array.from({ length: 10 }, () => shop.orders.send('o1', usual.failedCall, command)),
    );
    expect(sent.filter(({ kind }) => kind === 'applied')).toHaveLength(1);
    expect(sent.filter(({ kind }) => kind === 'duplicate')).toHaveLength(9);
    expect((await shop.get('o1')).calls.failed).toBe(1);
  });

  it('of two that exclude each other are won by one, and the other learns of it', async () => {
    const shop = openShop();
    await shop.place('o1');
    await shop.live('o1', lifeTo.out_for_delivery);
    const by = { actor: actor('driver') };
    const [first, second] = await Promise.all([
      shop.orders.send('o1', usual.deliver, by),
      shop.orders.send('o1', usual.fail, by),
    ]);
    expect([first.kind, second.kind].toSorted()).toEqual(['applied', 'refused']);
    const order = await shop.get('o1');
    expect(known(first.order).status).toBe(order.status);
    expect(known(second.order).status).toBe(order.status);
  });
});

describe('work inside a transaction', () => {
  it.each([undefined, null])('is refused where there is none: %s', (tx) => {
    const { orders } = openShop();
    expect(() => orders.within(tx as never)).toThrow('tx must be the transaction');
  });
});
