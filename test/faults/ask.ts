import { setTimeout as pause } from 'node:timers/promises';
import { CodError } from 'cod-lifecycle';
import type { Order, StoreError } from 'cod-lifecycle';
import { draft } from '../support/shop.ts';
import type { Command, Said } from './command.ts';
import type { OrdersUnderFault } from './shop-under-fault.ts';

const admin = { kind: 'admin', id: 'salma' } as const;
const pauseMs = 20;
/** More than a server needs to come back; then it is not coming back. */
const mostTries = 1000;

type Outcome = Awaited<ReturnType<OrdersUnderFault['place']>>;

/** What came of a command for one order. */
export interface Answer {
  readonly id: string;
  readonly outcome: Outcome;
}

async function once(
  orders: OrdersUnderFault,
  command: Command,
  held: Order | undefined,
): Promise<readonly Answer[]> {
  const options = { actor: admin, commandId: command.commandId };
  if (command.kind === 'place') {
    const { id, lines } = command;
    return [{ id, outcome: await orders.place(draft({ id, lines }), options) }];
  }
  if (command.kind === 'send') {
    const outcome = await orders.send(held ?? command.id, command.event as never, options);
    return [{ id: command.id, outcome: outcome as Outcome }];
  }
  const receipts = await orders.sendMany(command.ids, command.event, options);
  return receipts.map(({ id, outcome }) => {
    if (outcome.kind === 'failed') throw outcome.error;
    return { id, outcome: outcome as Outcome };
  });
}

const worthAnotherTry = (error: unknown): boolean =>
  CodError.is(error) && (error.code === 'store_failed' || error.code === 'contention');

/**
 * Asks until there is an answer, under the same command id: after a failure, also one of which nobody knows what it has
 * written.
 */
export async function ask(
  orders: OrdersUnderFault,
  command: Command,
  say: (said: Said) => void,
  held?: Order,
): Promise<readonly Answer[]> {
  const { commandId } = command;
  say({ say: 'begun', command });
  let answers: readonly Answer[] | undefined;
  for (let tries = 0; answers === undefined; tries += 1) {
    try {
      answers = await once(orders, command, tries === 0 ? held : undefined);
    } catch (error) {
      if (!worthAnotherTry(error) || tries === mostTries) throw error;
      const { verdict = 'not_applied', reason = null } = error as Partial<StoreError>;
      say({ say: 'failed', commandId, verdict, reason });
      await pause(pauseMs);
    }
  }
  for (const { id, outcome } of answers) {
    if ('entry' in outcome && outcome.entry) {
      const { kind: as, entry } = outcome;
      say({ say: 'acknowledged', as, order: id, commandId, version: entry.version });
    } else {
      const code = outcome.kind === 'refused' ? outcome.refusal.code : outcome.kind;
      say({ say: 'refused', commandId, code });
    }
  }
  say({ say: 'ended', commandId });
  return answers;
}
