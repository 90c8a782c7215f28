import { actorKinds } from '../../order/actor.js';
import { orderSorts } from '../../order/order-sort.js';
import { askedFor } from './failure.js';
import type { PlainOrders } from './plain-orders.js';
import { noSuch } from './problem.js';
import { readQuery } from './read-query.js';
import type { Parameters } from './read-query.js';
import { json } from './respond.js';
import type { Route } from './router.js';
import { filtersFor } from './sight.js';

const filterParameters: Parameters = {
  status: 'statuses',
  open: 'flag',
  assignee: 'text',
  'source.kind': 'text',
  'source.shop': 'text',
  'actor.kind': actorKinds,
  'actor.id': 'text',
  needsReconfirmation: 'flag',
  'placed.from': 'time',
  'placed.to': 'time',
  'entered.from': 'time',
  'entered.to': 'time',
  'nextCall.from': 'time',
  'nextCall.to': 'time',
  'collected.from': 'time',
  'collected.to': 'time',
  callDue: 'yes',
  overdue: 'yes',
  search: 'text',
};

const pageParameters: Parameters = { limit: 'number', after: 'text', before: 'text' };

const queueParameters: Parameters = { ...pageParameters, assignee: 'text' };

const listParameters: Parameters = {
  ...filterParameters,
  sort: orderSorts,
  direction: ['asc', 'desc'],
  ...pageParameters,
};

const countParameters: Parameters = { ...filterParameters, upTo: 'number' };

/** Orders in pages, in numbers, and as the work that they are. */
export function listRoutes(
  orders: PlainOrders,
  queues: Readonly<Record<string, object>>,
): readonly Route[] {
  const names = Object.keys(queues);
  const queue: Route = {
    method: 'GET',
    path: '/queues/{name}',
    operation: {
      id: 'queue',
      summary: 'What is to be done now',
      query: queueParameters,
      names,
      answers: { 200: 'OrderPage' },
      problems: [400, 403, 404],
    },
    async handle({ url, params, identity }) {
      const { name = '' } = params;
      const asked = Object.hasOwn(queues, name) ? queues[name] : undefined;
      if (!asked) throw noSuch('queue');
      const filters = filtersFor(identity, readQuery(url.searchParams, queueParameters));
      return json(await askedFor(async () => orders.list({ ...asked, ...filters })));
    },
  };
  return [
    {
      method: 'GET',
      path: '/orders',
      operation: {
        id: 'list',
        summary: 'A page of the orders that a filter admits',
        query: listParameters,
        answers: { 200: 'OrderPage' },
        problems: [400, 403],
      },
      async handle({ url, identity }) {
        const filters = filtersFor(identity, readQuery(url.searchParams, listParameters));
        return json(await askedFor(async () => orders.list(filters)));
      },
    },
    {
      method: 'GET',
      path: '/counts',
      operation: {
        id: 'counts',
        summary: 'How many orders a filter admits in each status',
        query: countParameters,
        answers: { 200: 'Counts' },
        problems: [400, 403],
      },
      async handle({ url, identity }) {
        const filters = filtersFor(identity, readQuery(url.searchParams, countParameters));
        return json(await askedFor(async () => orders.counts(filters)));
      },
    },
    ...(names.length > 0 ? [queue] : []),
  ];
}
