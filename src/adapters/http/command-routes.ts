import { readBulk } from '../../schemas/http.js';
import { commandHeaders } from './command-headers.js';
import { askedFor } from './failure.js';
import { isSeen, maySend } from './identity.js';
import type { Known } from './identity.js';
import { refusalProblem, tagOf } from './outcome.js';
import type { AnyOutcome } from './outcome.js';
import type { AnyReceipt, PlainOrders, SendOptions } from './plain-orders.js';
import { ProblemError, malformed, problemOf } from './problem.js';
import { readJson } from './read-body.js';
import { readQuery } from './read-query.js';
import type { Parameters } from './read-query.js';
import { json } from './respond.js';
import type { Call, Route } from './router.js';
import { sendSeen } from './sight.js';

const sendParameters: Parameters = { occurredAt: 'time', dryRun: 'flag' };

const optionsOf = (
  { request, url, identity: { tenant, actor } }: Call & { readonly identity: Known },
  { one }: { readonly one: boolean },
): SendOptions => ({
  ...readQuery(url.searchParams, sendParameters),
  ...commandHeaders(request, one),
  tenant,
  actor,
});

/** The type of an event, before it is read. */
const typeOf = (event: unknown): unknown =>
  typeof event === 'object' && event !== null && 'type' in event ? event.type : undefined;

function answer(
  outcome: AnyOutcome,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): Response {
  if (outcome.kind === 'refused') {
    throw new ProblemError(refusalProblem(outcome.refusal, outcome.order));
  }
  // What was only tried is not what the order is.
  const tried = outcome.kind === 'applied' && outcome.dryRun;
  return json(outcome, status, { ...(!tried && { etag: tagOf(outcome.order) }), ...headers });
}

/** Whether an order that is there already may be shown to who wanted to place it: they see it, or placed it themselves. */
function isTheirs(outcome: AnyOutcome, { actor, sees }: Known): boolean {
  if (outcome.kind !== 'duplicate' || isSeen(outcome.order, sees)) return true;
  const by = outcome.entry?.actor;
  return by?.kind === actor.kind && by.id === actor.id;
}

/** Where a new order is: beside the request's own address, whatever stands before that where the API is mounted. */
const beside = ({ pathname }: URL, id: string): string =>
  `${pathname.endsWith('/') ? '' : 'orders/'}${encodeURIComponent(id)}`;

function receiptOf({ id, outcome }: AnyReceipt, failed: (error: unknown) => ProblemError): object {
  if (outcome.kind === 'failed') return { id, problem: failed(outcome.error).problem };
  return outcome.kind === 'refused'
    ? { id, problem: refusalProblem(outcome.refusal, outcome.order) }
    : { id, outcome };
}

/** What moves orders. */
export function commandRoutes(
  orders: PlainOrders,
  maxBodyBytes: number,
  failed: (error: unknown, request: Request) => ProblemError,
): readonly Route[] {
  /** What is asked of one order of many, by somebody who does not see all of them. */
  async function sendOne(
    { id, event }: { readonly id: unknown; readonly event: unknown },
    identity: Known,
    options: SendOptions,
    failedHere: (error: unknown) => ProblemError,
  ): Promise<object> {
    const name = typeof id === 'string' ? id : '';
    try {
      maySend(identity, typeOf(event));
      const outcome = await sendSeen(orders, name, event, identity, options);
      return receiptOf({ id: name, outcome }, failedHere);
    } catch (error) {
      return { id: name, problem: failedHere(error).problem };
    }
  }

  return [
    {
      method: 'POST',
      path: '/orders',
      operation: {
        id: 'place',
        summary: 'Takes an order in',
        query: sendParameters,
        body: 'Draft',
        command: 'new',
        tag: 'told',
        answers: { 200: 'Outcome', 201: 'Applied' },
        problems: [400, 403, 409, 413, 415, 422],
      },
      async handle(call) {
        const options = optionsOf(call, { one: false });
        maySend(call.identity, 'place');
        const draft = await readJson(call.request, maxBodyBytes);
        const outcome = await orders.place(draft, options);
        if (!isTheirs(outcome, call.identity)) {
          const detail = 'There is an order of this id or source, which is not yours to see.';
          throw new ProblemError(problemOf(409, 'taken', detail));
        }
        return outcome.kind === 'applied' && !outcome.dryRun
          ? answer(outcome, 201, { location: beside(call.url, outcome.order.id) })
          : answer(outcome);
      },
    },
    {
      method: 'POST',
      path: '/orders/{id}/events',
      operation: {
        id: 'send',
        summary: 'Sends an event to an order',
        query: sendParameters,
        body: 'Event',
        command: 'one',
        tag: 'told',
        answers: { 200: 'Outcome' },
        problems: [400, 403, 404, 409, 412, 413, 415, 422],
      },
      async handle(call) {
        const options = optionsOf(call, { one: true });
        const event = await readJson(call.request, maxBodyBytes);
        maySend(call.identity, typeOf(event));
        const { id = '' } = call.params;
        return answer(await sendSeen(orders, id, event, call.identity, options));
      },
    },
    {
      method: 'POST',
      path: '/bulk',
      operation: {
        id: 'bulk',
        summary: 'Sends an event to many orders, or one to each',
        query: sendParameters,
        body: 'Bulk',
        command: 'many',
        answers: { 200: 'Receipts' },
        problems: [400, 413, 415],
      },
      async handle(call) {
        const { request, identity } = call;
        const failedHere = (error: unknown): ProblemError => failed(error, request);
        const options = optionsOf(call, { one: false });
        const read = readBulk(await readJson(request, maxBodyBytes));
        if (!read.ok) throw malformed(read.issues);
        const { ids, event, commands } = read.value;
        if ((ids === undefined) === (commands === undefined)) {
          throw malformed([
            { path: ['ids'], message: 'must be given, or `commands` in its place' },
          ]);
        }
        if (ids !== undefined && event === undefined) {
          throw malformed([{ path: ['event'], message: 'must be given' }]);
        }
        const each = commands ?? [...new Set(ids)].map((id) => ({ id, event }));
        if (identity.sees === 'all' && identity.sends === undefined) {
          const receipts = await askedFor(async () => orders.sendEach(each, options));
          return json({ receipts: receipts.map((receipt) => receiptOf(receipt, failedHere)) });
        }
        const receipts = [];
        for (const command of each) {
          receipts.push(await sendOne(command, identity, options, failedHere));
        }
        return json({ receipts });
      },
    },
  ];
}
