import { SpanStatusCode, context, trace } from '@opentelemetry/api';
import type { Counter, Meter, Span, Tracer } from '@opentelemetry/api';
import { describe, expect, expectTypeOf, it, onTestFinished } from 'vitest';
import { OptionsError, StoreError } from 'cod-lifecycle';
import type { CommandEnded, Observer } from 'cod-lifecycle';
import { openTelemetryObserver } from 'cod-lifecycle/opentelemetry';
import type {
  TelemetryAttributes,
  TelemetryCounter,
  TelemetryMeter,
  TelemetrySpan,
  TelemetryTracer,
} from 'cod-lifecycle/opentelemetry';
import { actor, usual } from '../../support/life.ts';
import { known, openShop } from '../../support/shop.ts';
import { telemetry } from '../../support/telemetry.ts';
import { spanContext } from './span-context.ts';

const agent = { actor: actor('agent') };

/** A shop that is looked on, and whose store can break down. */
function watchedShop(observe: Observer) {
  let down = false;
  const shop = openShop({
    observe,
    store: (store) => ({
      ...store,
      commit: (changes) =>
        down ? Promise.reject(new StoreError('not_applied')) : store.commit(changes),
    }),
  });
  return { ...shop, breakDown: () => (down = true) };
}

describe('a span', () => {
  it('is made for each command, and says how it ended', async () => {
    const { tracer, spans } = telemetry();
    const shop = watchedShop(openTelemetryObserver({ tracer }));
    await shop.place('o1');
    await shop.orders.send('o1', usual.cancel, { ...agent, commandId: 'c1' });
    await shop.orders.send('o1', usual.cancel, { ...agent, commandId: 'c1' });
    await shop.orders.send('o1', usual.failedCall, agent);
    await shop.orders.send('nobody', usual.failedCall, agent);
    expect(spans().map(({ name, attributes }) => [name, attributes])).toEqual([
      ['cod.place', { ...said('place', 'o1', 'applied'), 'cod.status': 'new' }],
      ['cod.cancel', { ...said('cancel', 'o1', 'applied'), 'cod.status': 'cancelled' }],
      ['cod.cancel', { ...said('cancel', 'o1', 'duplicate'), 'cod.status': 'cancelled' }],
      [
        'cod.record_call_attempt',
        {
          ...said('record_call_attempt', 'o1', 'refused'),
          'cod.status': 'cancelled',
          'cod.refusal': 'wrong_status',
        },
      ],
      [
        'cod.record_call_attempt',
        { ...said('record_call_attempt', 'nobody', 'refused'), 'cod.refusal': 'not_found' },
      ],
    ]);
  });

  it('is an error where the command failed, and not where it was refused', async () => {
    const { tracer, spans } = telemetry();
    const shop = watchedShop(openTelemetryObserver({ tracer }));
    await shop.place('o1');
    await shop.orders.send('o1', usual.ship, agent);
    shop.breakDown();
    await expect(shop.orders.send('o1', usual.cancel, agent)).rejects.toBeInstanceOf(StoreError);
    expect(spans().map(({ status }) => status)).toEqual([
      { code: SpanStatusCode.UNSET },
      { code: SpanStatusCode.UNSET },
      { code: SpanStatusCode.ERROR, message: 'store_failed' },
    ]);
    expect(known(spans().at(-1)).attributes).toEqual({
      ...said('cancel', 'o1', 'failed'),
      'error.type': 'store_failed',
    });
  });

  it('is a child of the span that its caller is in', async () => {
    context.setGlobalContextManager(spanContext());
    onTestFinished(() => context.disable());
    const { tracer, spans } = telemetry();
    const shop = watchedShop(openTelemetryObserver({ tracer }));
    const request = tracer.startSpan('POST /orders');
    await context.with(trace.setSpan(context.active(), request), () => shop.place('o1'));
    request.end();
    await shop.send('o1', usual.cancel, 'agent');
    const [place, , cancel] = spans();
    expect(place?.parentSpanContext?.spanId).toBe(request.spanContext().spanId);
    expect(place?.spanContext().traceId).toBe(request.spanContext().traceId);
    expect(cancel?.parentSpanContext).toBeUndefined();
  });

  it('holds nothing of the customer', async () => {
    const { tracer, meter, spans, counted } = telemetry();
    const shop = watchedShop(openTelemetryObserver({ tracer, meter }));
    await shop.place('o1');
    await shop.send('o1', { type: 'add_note', text: 'Amina prefers the evening' }, 'agent');
    const told = JSON.stringify([
      spans().map(({ name, attributes, status }) => [name, attributes, status]),
      await counted('cod.commands'),
    ]);
    for (const word of ['Amina', '+212600000001', 'Rue Atlas', 'evening'])
      expect(told).not.toContain(word);
  });
});

describe('the counters', () => {
  it('tell commands by event and outcome, and refusals by event and code, and name no order', async () => {
    const { meter, counted } = telemetry();
    const shop = watchedShop(openTelemetryObserver({ meter }));
    for (const id of ['o1', 'o2']) await shop.place(id);
    for (const id of ['o1', 'o2']) await shop.send(id, usual.ship, 'warehouse');
    await shop.send('o1', usual.cancel, 'agent');
    await shop.send('o1', usual.ship, 'customer');
    shop.breakDown();
    await expect(shop.send('o2', usual.cancel, 'agent')).rejects.toBeInstanceOf(StoreError);
    expect(await counted('cod.commands')).toEqual([
      { 'cod.event': 'place', 'cod.outcome': 'applied', value: 2 },
      { 'cod.event': 'ship', 'cod.outcome': 'refused', value: 3 },
      { 'cod.event': 'cancel', 'cod.outcome': 'applied', value: 1 },
      { 'cod.event': 'cancel', 'cod.outcome': 'failed', value: 1 },
    ]);
    expect(await counted('cod.refusals')).toEqual([
      { 'cod.event': 'ship', 'cod.refusal': 'wrong_status', value: 2 },
      { 'cod.event': 'ship', 'cod.refusal': 'forbidden', value: 1 },
    ]);
  });
});

describe('attributes of the host’s own', () => {
  it('are on every span and count, and hide nothing', async () => {
    const { tracer, meter, spans, counted } = telemetry();
    const attributes = { branch: 'casa', 'cod.event': 'mine' };
    const shop = watchedShop(openTelemetryObserver({ tracer, meter, attributes }));
    await shop.place('o1');
    expect(known(spans()[0]).attributes).toMatchObject({ branch: 'casa', 'cod.event': 'place' });
    expect(await counted('cod.commands')).toMatchObject([
      { branch: 'casa', 'cod.event': 'place', value: 1 },
    ]);
  });
});

describe('the observer', () => {
  it('needs a tracer or a meter', () => {
    expect(() => openTelemetryObserver({})).toThrow(OptionsError);
  });

  it('ends its span although a counter fails', () => {
    const { tracer, spans } = telemetry();
    const broken: TelemetryMeter = {
      createCounter: () => ({
        add: () => {
          throw new Error('no');
        },
      }),
    };
    const end = openTelemetryObserver({ tracer, meter: broken })({
      tenant: 'default',
      orderId: 'o1',
      event: 'ship',
      actor: 'driver',
      commandId: 'c1',
    });
    const ended: CommandEnded = {
      outcome: 'stale',
      code: null,
      orderId: 'o1',
      version: 3,
      status: 'shipped',
    };
    expect(() => end?.(ended)).toThrow('no');
    expect(spans()).toHaveLength(1);
  });

  it('takes what @opentelemetry/api gives', () => {
    expectTypeOf<Tracer>().toExtend<TelemetryTracer>();
    expectTypeOf<Span>().toExtend<TelemetrySpan>();
    expectTypeOf<Meter>().toExtend<TelemetryMeter>();
    expectTypeOf<Counter>().toExtend<TelemetryCounter>();
    expectTypeOf<TelemetryAttributes>().toExtend<NonNullable<Parameters<Counter['add']>[1]>>();
    expectTypeOf<2>().toExtend<SpanStatusCode>();
    expect(SpanStatusCode.ERROR).toBe(2);
  });
});

/** What every span of a usual command of the agent says. */
function said(event: string, id: string, outcome: string) {
  return {
    'cod.event': event,
    'cod.tenant': 'default',
    'cod.actor': 'agent',
    'cod.order.id': id,
    'cod.outcome': outcome,
  };
}
