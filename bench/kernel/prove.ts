/** Shows that a contestant does the work, before anybody looks at how fast. */
import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import type { Contestant } from './contestant.ts';
import { actors, expected, happyPath, inEachStatus, mixedTraffic, placed } from './work.ts';
import { possibleEvents } from '../../dist/core.js';
import { lifecycle } from './work.ts';

/** Order of keys apart, as JSON has it. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

export function prove(contestant: Contestant): void {
  const { name, open, send, after, orderOf } = contestant;

  // The life of an order, to the last field.
  let order = placed('proof', 2);
  let live = open(order);
  for (const sent of happyPath(2)) {
    order = expected(order, sent);
    live = after(live, send(live, sent));
    ok(live !== null, `${name} refuses ${sent.event.type}`);
    deepStrictEqual(plain(orderOf(live)), plain(order), `${name}, after ${sent.event.type}`);
  }
  strictEqual(order.status, 'delivered');

  // Legal and illegal events in every status. A refused one leaves the order as it was.
  for (const one of mixedTraffic(19 * 3)) {
    const from = open(one.order);
    const next = after(from, send(from, one));
    const what = `${name}: ${one.event.type} by ${one.actor.kind} of an order that is ${one.order.status}`;
    strictEqual(next !== null, one.legal, what);
    const now = orderOf(next ?? from);
    deepStrictEqual(plain(now), plain(one.legal ? expected(one.order, one) : one.order), what);
  }

  // As text and back.
  for (const each of Object.values(inEachStatus())) {
    const {
      save = (held) => JSON.stringify(orderOf(held)),
      load = (text) => open(JSON.parse(text)),
    } = contestant;
    deepStrictEqual(plain(orderOf(load(save(open(each))))), plain(each), `${name}, as text`);
  }

  // What is possible: whoever asks guards must agree with the lifecycle, the others may only say too much.
  for (const each of Object.values(inEachStatus())) {
    for (const actor of actors) {
      const sent = { event: undefined as never, actor, now: '2026-03-20T12:00:00.000Z' };
      const right = possibleEvents(lifecycle, each, sent);
      const told = contestant.events?.(open(each), sent) ?? [];
      const missing = right.filter(
        (type) => type !== 'correct' && !told.includes(camel(type)) && !told.includes(type),
      );
      deepStrictEqual(missing, [], `${name}: events of ${each.status} for ${actor.kind}`);
      if (contestant.asksGuards) {
        deepStrictEqual(
          [...told].sort(),
          [...right].sort(),
          `${name}: events of ${each.status} for ${actor.kind}`,
        );
      }
    }
  }
}

const camel = (type: string): string =>
  type.replace(/_(\w)/g, (_all, letter: string) => letter.toUpperCase());
