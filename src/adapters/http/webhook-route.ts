import type { NewsReader } from '../../ports/news.js';
import type { PlainOrders } from './plain-orders.js';
import { refusalProblem } from './outcome.js';
import { ProblemError, noSuch, problemOf } from './problem.js';
import { readBytes } from './read-body.js';
import { json, problemResponse } from './respond.js';
import type { OpenRoute } from './router.js';

/** Where a shop sends its news. */
export interface Webhook {
  /** Proves the signature and reads the body: `shopify(…)` or `woocommerce(…)`. */
  readonly reader: NewsReader;
  /** Whose orders they are. */
  readonly tenant: string;
  /** What to do with a change of an order that is not here. Default `ignore`. */
  readonly unknownOrder?: 'ignore' | 'place';
}

/** Webhooks by the last part of their path; or how to find one, where merchants come and go. */
export type Webhooks =
  | Readonly<Record<string, Webhook>>
  | ((name: string) => Webhook | null | Promise<Webhook | null>);

/** What shops send at most. */
const maxWebhookBytes = 5 * 1024 * 1024;

export function webhookRoute(orders: PlainOrders, webhooks: Webhooks): OpenRoute {
  const find = async (name: string): Promise<Webhook | null> => {
    if (typeof webhooks === 'function') return webhooks(name);
    return Object.hasOwn(webhooks, name) ? (webhooks[name] ?? null) : null;
  };
  return {
    method: 'POST',
    path: '/webhooks/{name}',
    operation: {
      id: 'webhook',
      summary: 'Takes the news of a shop, which proves its signature',
      body: 'any',
      answers: { 200: 'Reception' },
      problems: [400, 401, 404, 413],
    },
    async handle({ request, params }) {
      const webhook = await find(params['name'] ?? '');
      if (!webhook) throw noSuch('webhook');
      const { reader, tenant, unknownOrder } = webhook;
      const body = await readBytes(request, maxWebhookBytes);
      const news = await reader.read({ headers: request.headers, body });
      if (news.kind === 'refuse') {
        return problemResponse(problemOf(news.status, news.reason, null, { issues: news.issues }));
      }
      const { status, reason, outcomes } = await orders.receive(news, {
        tenant,
        ...(unknownOrder && { unknownOrder }),
      });
      const [outcome] = outcomes;
      if (status >= 400 && outcome?.kind === 'refused') {
        throw new ProblemError(refusalProblem(outcome.refusal, null));
      }
      // A shop shows its deliveries to whoever runs it: they get to know what came of it, and nobody's order.
      const told = outcomes.map((outcome) => ({
        kind: outcome.kind,
        ...(outcome.kind === 'refused' && { code: outcome.refusal.code }),
      }));
      return json({ reason, outcomes: told }, status);
    },
  };
}
