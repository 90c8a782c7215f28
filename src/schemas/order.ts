import * as z from 'zod/mini';
import { actorKinds } from '../order/actor.js';
import type { Cash, Collection } from '../order/cash.js';
import type { HistoryEntry } from '../order/entry.js';
import type {
  Calls,
  Cancellation,
  Confirmation,
  Delivery,
  Preparation,
  Return,
  Shipment,
} from '../order/facts.js';
import type { Line } from '../order/line.js';
import type { OrderBase } from '../order/order.js';
import type { Address, Assignee, Customer, Source } from '../order/party.js';
import { callOutcomes, cancelReasons, failureReasons, visitOutcomes } from '../order/reasons.js';
import type { LineStock } from '../order/stock.js';

// What is told of an order, as it is told: for those who describe it. What comes in is read by other schemas.
const text = () => z.string();
const time = () => z.iso.datetime();
const count = () => z.int().check(z.gte(0));

/** An object that has exactly the fields of a type, and no schema for another. */
const shapeOf =
  <Type extends object>() =>
  <Shape extends { readonly [Field in keyof Type]-?: z.ZodMiniType<Type[Field]> }>(shape: Shape) =>
    z.strictObject(shape);

const money = () => z.strictObject({ amount: count(), currency: text() });
const actor = () => z.strictObject({ kind: z.enum(actorKinds), id: text() });
const failure = () => z.enum(failureReasons);

const source = () =>
  shapeOf<Source>()({
    kind: text(),
    shop: text(),
    externalId: text(),
    reference: z.nullable(text()),
  });
const customer = () =>
  shapeOf<Customer>()({
    name: text(),
    phone: text(),
    email: z.nullable(text()),
    locale: z.nullable(text()),
  });
const address = () =>
  shapeOf<Address>()({
    line1: text(),
    line2: z.nullable(text()),
    city: text(),
    region: z.nullable(text()),
    postalCode: z.nullable(text()),
    country: text(),
  });
const assignee = () =>
  shapeOf<Assignee>()({
    kind: z.enum(['driver', 'courier', 'partner']),
    id: text(),
    name: z.nullable(text()),
  });
const line = () =>
  shapeOf<Line>()({
    id: text(),
    sku: text(),
    title: text(),
    quantity: count(),
    unitPrice: z.nullable(money()),
  });
const stock = () =>
  shapeOf<LineStock>()({
    lineId: text(),
    sku: text(),
    ordered: count(),
    reserved: count(),
    out: count(),
    restocked: count(),
    writtenOff: count(),
    short: count(),
  });
const calls = () =>
  shapeOf<Calls>()({
    cycle: count(),
    startedAt: time(),
    made: count(),
    failed: count(),
    last: z.nullable(z.enum(callOutcomes)),
    nextCallAt: z.nullable(time()),
  });
const delivery = () =>
  shapeOf<Delivery>()({
    cycle: count(),
    startedAt: time(),
    attempts: count(),
    last: z.nullable(z.enum(visitOutcomes)),
  });
const counted = () => z.strictObject({ amount: money(), at: time(), by: text() });
const cash = () =>
  shapeOf<Cash>()({
    state: z.enum(['due', 'collected', 'remitted', 'reconciled', 'discrepancy', 'not_applicable']),
    remitted: z.nullable(counted()),
    reconciled: z.nullable(counted()),
  });
const collection = () =>
  shapeOf<Collection>()({
    amount: money(),
    expected: money(),
    difference: z.int(),
    at: time(),
    by: text(),
  });
const confirmation = () =>
  shapeOf<Confirmation>()({
    at: time(),
    by: actor(),
    products: z.array(z.strictObject({ lineId: text(), sku: text(), quantity: count() })),
    total: money(),
    address: address(),
  });
const preparation = () =>
  shapeOf<Preparation>()({
    startedAt: time(),
    packagedAt: z.nullable(time()),
    labelledAt: z.nullable(time()),
  });
const shipment = () => shapeOf<Shipment>()({ handedTo: assignee(), at: time() });
const comeBack = () =>
  shapeOf<Return>()({
    state: z.enum(['in_transit', 'received', 'closed']),
    reason: failure(),
    note: z.nullable(text()),
    at: time(),
    by: actor(),
    cause: z.nullable(failure()),
  });
const cancellation = () =>
  shapeOf<Cancellation>()({
    reason: z.enum(cancelReasons),
    note: z.nullable(text()),
    at: time(),
    by: actor(),
  });

const base = () =>
  shapeOf<OrderBase>()({
    tenant: text(),
    id: text(),
    version: count(),
    definition: text(),
    enteredAt: time(),
    updatedAt: time(),
    placedAt: time(),
    source: source(),
    customer: customer(),
    address: address(),
    lines: z.array(line()),
    amountDue: money(),
    stock: z.array(stock()),
    calls: calls(),
    delivery: delivery(),
    cash: cash(),
    needsReconfirmation: z.boolean(),
    tracking: z.nullable(
      z.strictObject({ number: text(), carrier: z.nullable(text()), url: z.nullable(text()) }),
    ),
    metadata: z.record(text(), text()),
  });

/** An order of a lifecycle that has these statuses. */
export const orderSchema = (statuses: readonly string[]) =>
  z.strictObject({
    ...base().shape,
    status: z.enum(statuses),
    confirmation: z.nullable(confirmation()),
    assignee: z.nullable(assignee()),
    preparation: z.nullable(preparation()),
    shipment: z.nullable(shipment()),
    collection: z.nullable(collection()),
    return: z.nullable(comeBack()),
    cancellation: z.nullable(cancellation()),
  });

/** A line of an order's history. */
export const entrySchema = () =>
  shapeOf<HistoryEntry>()({
    tenant: text(),
    orderId: text(),
    version: count(),
    event: z.looseObject({ type: text() }),
    from: text(),
    to: text(),
    actor: actor(),
    occurredAt: time(),
    recordedAt: time(),
    commandId: text(),
  });
