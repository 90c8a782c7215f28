import type { Order } from '../../dist/core.js';
import type { Contestant } from './contestant.ts';
import {
  actors,
  happyPath,
  inEachStatus,
  mixedTraffic,
  placed,
  possibleQuestions,
  refusals,
} from './work.ts';

/** Does a task so many times; one turn is so many units of work. */
export interface Run {
  (turns: number): void;
  readonly units: number;
}

/** Somebody keeps what is answered, as a backend does: nothing is made in vain. */
const kept: unknown[] = Array.from({ length: 16 });

function run(units: number, turn: (index: number) => void): Run {
  return Object.assign(
    (turns: number) => {
      for (let index = 0; index < turns; index += 1) turn(index);
    },
    { units },
  );
}

const copies = 64;

export const tasks: Readonly<Record<string, (contestant: Contestant) => Run | null>> = {
  /** The life of an order that is delivered: six events, from New on. */
  happy({ open, send, after }) {
    const orders = Array.from({ length: copies }, (_, index) => placed(`o-${index}`));
    const path = happyPath();
    return run(path.length, (index) => {
      let live = open(orders[index % copies] as Order);
      for (const sent of path) {
        const answer = send(live, sent);
        kept[index & 15] = answer;
        live = after(live, answer);
      }
    });
  },

  /** One event each to orders in every status, a third of it refused. */
  mixed({ open, send }) {
    const cases = mixedTraffic(1024);
    return run(1, (index) => {
      const one = cases[index & 1023] as (typeof cases)[number];
      kept[index & 15] = send(open(one.order), one);
    });
  },

  /** Is an event possible? */
  possible({ open, can }) {
    if (!can) return null;
    const asked = possibleQuestions().map((one) => ({ live: open(one.order), sent: one }));
    return run(1, (index) => {
      const { live, sent } = asked[index % asked.length] as (typeof asked)[number];
      kept[index & 15] = can(live, sent);
    });
  },

  /** Which events are possible? */
  events({ open, events }) {
    if (!events) return null;
    const asked = Object.values(inEachStatus()).flatMap((order) =>
      actors.map((actor) => ({
        live: open(order),
        sent: { event: undefined as never, actor, now: '2026-03-20T12:00:00.000Z' },
      })),
    );
    return run(1, (index) => {
      const { live, sent } = asked[index % asked.length] as (typeof asked)[number];
      kept[index & 15] = events(live, sent);
    });
  },

  /** An event that is refused, by an order that stands already. */
  refused({ open, send }) {
    const asked = refusals().map((one) => ({ live: open(one.order), sent: one }));
    return run(1, (index) => {
      const { live, sent } = asked[index % asked.length] as (typeof asked)[number];
      kept[index & 15] = send(live, sent);
    });
  },

  /** From its text, one event further, and to text again. */
  json({
    open,
    send,
    after,
    orderOf,
    load = (text) => open(JSON.parse(text) as Order),
    save = (live) => JSON.stringify(orderOf(live)),
  }) {
    const asked = mixedTraffic(19 * 8)
      .filter(({ legal }) => legal)
      .map((one) => ({ text: save(open(one.order)), sent: one }));
    return run(1, (index) => {
      const { text, sent } = asked[index % asked.length] as (typeof asked)[number];
      const live = load(text);
      kept[index & 15] = save(after(live, send(live, sent)));
    });
  },
};
