import type { DBOSClient } from '@dbos-inc/dbos-sdk';
import type { Pool } from 'pg';
import type { ActorKind, Cod, CodTable, Hooks, OrderEvent, Orders } from 'cod-lifecycle';
import { actor, driver } from '../../support/life.ts';

/** Where a shop on DBOS is, and what a worker of it is told. */
export interface DbosPlace {
  readonly url: string;
  /** Of the orders, and of what the courier keeps. */
  readonly schema: string;
  /** Of DBOS's own tables. */
  readonly system: string;
  /** The worker's own name, which outlives it. */
  readonly executorID: string;
  /** Steps of orders after which the worker dies, once each, before anybody has kept that they were done. */
  readonly deaths: readonly string[];
}

export const queue = 'courier';
export const applicationName = 'shop';

/** Makes the tables of a courier who knows a booking by its key, and of what was done how often. */
export const ledgers = (schema: string): string => `
  create table ${schema}.bookings (
    key text primary key, order_id text not null, cancelled boolean not null default false);
  create table ${schema}.steps_run (place bigserial, key text not null, step text not null);
  create table ${schema}.deaths (name text primary key)`;

/** The shop's hooks: each starts a workflow that bears the effect's id. */
export function startingHooks(
  dbos: DBOSClient,
  after: (step: string, orderId: string) => Promise<void> = async () => undefined,
): Hooks<Cod> {
  const start =
    (workflowName: string) =>
    async ({ effectId, order }: { readonly effectId: string; readonly order: { id: string } }) => {
      await dbos.enqueue({ queueName: queue, workflowName, workflowID: effectId }, order.id);
      await after(workflowName, order.id);
    };
  return { entered: { confirmed: start('bookCourier'), processing: start('pack') } };
}

type Sendable = Exclude<OrderEvent, { type: 'place' }>;

const events = {
  assign_tracking: [
    { type: 'assign_tracking', tracking: { number: 'ZH-1', carrier: null, url: null } },
    'integration',
  ],
  assign: [{ type: 'assign', assignee: driver }, 'dispatcher'],
  start_processing: [{ type: 'start_processing' }, 'warehouse'],
  complete_packaging: [{ type: 'complete_packaging' }, 'warehouse'],
  attach_label: [{ type: 'attach_label' }, 'warehouse'],
} as const satisfies Record<string, readonly [Sendable, ActorKind]>;

export type Told = keyof typeof events;

/** What the steps of the shop's workflows do. */
export function stepsOf(
  { send }: Pick<Orders<Cod, CodTable>, 'send'>,
  pool: Pool,
  { schema }: Pick<DbosPlace, 'schema'>,
  after: (step: string, orderId: string) => Promise<void>,
) {
  const noted = async <Result>(
    key: string,
    step: string,
    orderId: string,
    work: () => Promise<Result>,
  ): Promise<Result> => {
    await pool.query(`insert into ${schema}.steps_run (key, step) values ($1, $2)`, [key, step]);
    const result = await work();
    await after(step, orderId);
    return result;
  };
  return {
    book: async (key: string, orderId: string) =>
      noted(key, 'book', orderId, async () => {
        await pool.query(
          `insert into ${schema}.bookings (key, order_id) values ($1, $2) on conflict do nothing`,
          [key, orderId],
        );
      }),
    cancel: async (key: string, orderId: string) =>
      noted(key, 'cancel', orderId, async () => {
        await pool.query(`update ${schema}.bookings set cancelled = true where key = $1`, [key]);
      }),
    tell: async (key: string, orderId: string, name: Told) =>
      noted(key, name, orderId, async () => {
        const [event, by] = events[name];
        const options = { actor: actor(by), commandId: `${key}/${name}` };
        const outcome = await send(orderId, event as never, options);
        return outcome.kind === 'refused' ? outcome.refusal.code : outcome.kind;
      }),
  };
}
