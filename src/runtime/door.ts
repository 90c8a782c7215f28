import type { Actor } from '../order/actor.js';
import type { Clock } from '../ports/clock.js';
import type { Ids } from '../ports/ids.js';
import type { OrderKey } from '../ports/order-key.js';
import { fieldIn, readCommand, readEvent, readId } from '../schemas/door.js';
import type { EventSchema } from '../schemas/door.js';
import type { HandedOut } from './handed-out.js';
import { invalid, refusedAsInvalid } from './command.js';
import type { Command, Result } from './command.js';

type Refused = Result & { readonly kind: 'refused' };
type Subject = Pick<Command, 'key' | 'event' | 'held'>;

/** Where commands come in: everything from outside is read here, once, before anything is loaded. */
export interface Door {
  /** Reads how a command is sent; `about` makes its event, told whether the command id was the caller's own. */
  command(
    input: unknown,
    about: (tenant: string, commandId: string, given: boolean) => Subject | Refused,
  ): Command | Refused;
  /** Reads an event for an order. */
  sent(target: unknown, event: unknown, command: unknown): Command | Refused;
  /** An event that an effect of the lifecycle asks for, which needs no reading; `effect` names it within the order. */
  system(key: OrderKey, event: { readonly type: string }, effect: string): Command;
}

/** A phone's clock may run ahead; a report from further in the future is a mistake. */
const aheadMs = 5 * 60_000;

const system: Actor = { kind: 'system', id: 'cod-lifecycle' };

/** Ids of the lifecycle's own commands begin with this; nobody else's may. */
export const ownPrefix = 'cod-lifecycle:';

export function commandsFrom({
  schemas,
  clock,
  ids,
  home,
  held,
}: {
  readonly schemas: Readonly<Record<string, EventSchema>>;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly home: string;
  readonly held: HandedOut;
}): Door {
  const door: Door = {
    command(input, about) {
      const read = readCommand(input);
      if (!read.ok) return refusedAsInvalid(read.issues);
      const {
        actor,
        tenant = home,
        occurredAt,
        expectedVersion = null,
        dryRun = false,
      } = read.value;
      const now = clock.now();
      if (occurredAt && Date.parse(occurredAt) > Date.parse(now) + aheadMs) {
        return invalid(['occurredAt'], 'must not be in the future') as Refused;
      }
      if (read.value.commandId?.startsWith(ownPrefix)) {
        return invalid(['commandId'], `must not begin with "${ownPrefix}"`) as Refused;
      }
      const commandId = read.value.commandId ?? ids.next();
      const subject = about(tenant, commandId, read.value.commandId !== undefined);
      if ('kind' in subject) return subject;
      return {
        ...subject,
        actor,
        commandId,
        occurredAt: occurredAt ?? now,
        now,
        expectedVersion,
        dryRun,
      };
    },

    sent(target, event, command) {
      const read = readEvent(event, schemas);
      if (!read.ok) return refusedAsInvalid(read.issues);
      // An order that did not come from here, or was changed since, is no more than the id that it bears.
      const order = held.has(target) ? target : null;
      const id = readId(typeof target === 'object' ? fieldIn(target, 'id') : target);
      if (!id.ok) {
        return refusedAsInvalid(
          id.issues.map(({ path, message }) => ({ path: ['id', ...path], message })),
        );
      }
      return door.command(command, (tenant) => {
        if (order && order.tenant !== tenant) {
          return invalid(['tenant'], "must be the order's own") as Refused;
        }
        return { key: { tenant, id: id.value }, event: read.value, held: order };
      });
    },

    system: (key, event, effect) => {
      const now = clock.now();
      return {
        key,
        event,
        held: null,
        actor: system,
        commandId: `${ownPrefix}${effect}`,
        occurredAt: now,
        now,
        expectedVersion: null,
        dryRun: false,
      };
    },
  };
  return door;
}
