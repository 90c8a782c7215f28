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
import { once } from './once.js';

// What is told of an order, as it is told: for those who describe it. What comes in is read by other schemas.
const text = once(() => z.string());
const time = once(() => z.iso.datetime());
const count = once(() => z.int().check(z.gte(0)));
const orNull = <Schema extends z.ZodMiniType>(schema: Schema) => z.nullable(schema);

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
    reference: orNull(text()),
  });
const customer = () =>
  shapeOf<Customer>()({
    name: text(),
    phone: text(),
    email: orNull(text()),
    locale: orNull(text()),
  });
const address = () =>
  shapeOf<Address>()({
    line1: text(),
    line2: orNull(text()),
    city: text(),
    region: orNull(text()),
    postalCode: orNull(text()),
    country: text(),
  });
const assignee = () =>
  shapeOf<Assignee>()({
    kind: z.enum(['driver', 'courier', 'partner']),
    id: text(),
    name: orNull(text()),
  });
const line = () =>
  shapeOf<Line>()({
    id: text(),
    sku: text(),
    title: text(),
    quantity: count(),
    unitPrice: orNull(money()),
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
    last: orNull(z.enum(callOutcomes)),
    nextCallAt: orNull(time()),
  });
const delivery = () =>
  shapeOf<Delivery>()({
    cycle: count(),
    startedAt: time(),
    attempts: count(),
    last: orNull(z.enum(visitOutcomes)),
  });
const counted = () => z.strictObject({ amount: money(), at: time(), by: text() });
const cash = () =>
  shapeOf<Cash>()({
    state: z.enum(['due', 'collected', 'remitted', 'reconciled', 'discrepancy', 'not_applicable']),
    remitted: orNull(counted()),
    reconciled: orNull(counted()),
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
    packagedAt: orNull(time()),
    labelledAt: orNull(time()),
  });
const shipment = () => shapeOf<Shipment>()({ handedTo: assignee(), at: time() });
const comeBack = () =>
  shapeOf<Return>()({
    state: z.enum(['in_transit', 'received', 'closed']),
    reason: failure(),
    note: orNull(text()),
    at: time(),
    by: actor(),
    cause: orNull(failure()),
  });
const cancellation = () =>
  shapeOf<Cancellation>()({
    reason: z.enum(cancelReasons),
    note: orNull(text()),
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
    tracking: orNull(
      z.strictObject({ number: text(), carrier: orNull(text()), url: orNull(text()) }),
    ),
    metadata: z.record(text(), text()),
  });

/** An order of a lifecycle that has these statuses. */
export const orderSchema = (statuses: readonly string[]) =>
  z.strictObject({
    ...base().shape,
    status: z.enum(statuses),
    confirmation: orNull(confirmation()),
    assignee: orNull(assignee()),
    preparation: orNull(preparation()),
    shipment: orNull(shipment()),
    collection: orNull(collection()),
    return: orNull(comeBack()),
    cancellation: orNull(cancellation()),
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
