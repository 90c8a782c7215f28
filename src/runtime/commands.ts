import { asked } from '../schemas/asked.js';
import { readDraft, readEachCommand, readIds, readReceive } from '../schemas/door.js';
import { refusedAsInvalid } from './command.js';
import type { Command, Result } from './command.js';
import type { Desk } from './desk.js';
import type { Line } from './line.js';
import { placeEvent } from './place.js';
import { receiver } from './receive.js';

/** Everything that can be asked of a desk, with whatever was handed in read first. */
export function commandsOf({ store, clock, ids, home, door, queries }: Desk, run: Line) {
  async function one(command: Command | (Result & { readonly kind: 'refused' })): Promise<Result> {
    if ('kind' in command) return command;
    const [result] = await run([command]);
    if (result?.kind === 'failed') throw result.error;
    return result as Result;
  }

  async function place(input: unknown, command: unknown): Promise<Result> {
    const read = readDraft(input);
    if (!read.ok) return refusedAsInvalid(read.issues);
    return one(
      door.command(command, (tenant, commandId, given) => {
        const id = read.value.id ?? ids.next();
        const event = placeEvent(read.value, tenant, id, given ? commandId : id);
        return { key: { tenant, source: event.source }, event, held: null };
      }),
    );
  }

  const send = async (target: unknown, event: unknown, command: unknown): Promise<Result> =>
    one(door.sent(target, event, command));

  async function sendEach(targets: unknown, command: unknown) {
    const each = asked('commands', readEachCommand(targets));
    const doors = each.map(({ id, event }) => door.sent(id, event, command));
    const results = await run(doors.filter((sent): sent is Command => !('kind' in sent)));
    let position = 0;
    return doors.map((sent, index) => ({
      id: each[index]?.id,
      outcome: 'kind' in sent ? sent : results[position++],
    }));
  }

  const sendMany = async (ids: unknown, event: unknown, command: unknown) => {
    const unique = [...new Set(asked('ids', readIds(ids)))];
    return sendEach(
      unique.map((id) => ({ id, event })),
      command,
    );
  };

  const receive = receiver({ store, clock, place, send, find: queries.load });

  return {
    place,
    send,
    sendMany,
    sendEach,
    receive: async (news: unknown, how?: unknown) => {
      const { tenant = home, unknownOrder } = asked('options', readReceive(how));
      return receive(news, tenant, unknownOrder);
    },
    get: queries.get,
    explain: queries.explain,
    list: queries.list,
    each: queries.each,
    counts: queries.counts,
    history: queries.history,
  };
}
