import type { Actor } from '../order/actor.js';
import type { Clock } from '../ports/clock.js';
import type { Ids } from '../ports/ids.js';
import type { LoadKey, StoredOrder } from '../ports/order-store.js';
import type { OrderKey } from '../ports/order-key.js';
import { readCommand, readEvent, readId } from '../schemas/door.js';
import type { EventSchema } from '../schemas/door.js';
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
  /** An event of the lifecycle's own, which needs no reading. */
  system(key: OrderKey, event: { readonly type: string }, commandId: string): Command;
}

/** A phone's clock may run ahead; a report from further in the future is a mistake. */
const aheadMs = 5 * 60_000;

const system: Actor = { kind: 'system', id: 'cod-lifecycle' };

function isOrder(target: unknown): target is StoredOrder {
  return (
    typeof target === 'object' &&
    target !== null &&
    'id' in target &&
    'tenant' in target &&
    'version' in target
  );
}

export function commandsFrom({
  schemas,
  clock,
  ids,
  home,
}: {
  readonly schemas: Readonly<Record<string, EventSchema>>;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly home: string;
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
      return door.command(command, (tenant) => {
        if (isOrder(target)) {
          const key: LoadKey = { tenant: target.tenant, id: target.id };
          return { key, event: read.value, held: target };
        }
        const id = readId(target);
        if (!id.ok)
          return refusedAsInvalid(
            id.issues.map(({ path, message }) => ({ path: ['id', ...path], message })),
          );
        return { key: { tenant, id: id.value }, event: read.value, held: null };
      });
    },

    system: (key, event, commandId) => {
      const now = clock.now();
      return {
        key,
        event,
        held: null,
        actor: system,
        commandId,
        occurredAt: now,
        now,
        expectedVersion: null,
        dryRun: false,
      };
    },
  };
  return door;
}
