import { styleText } from 'node:util';
import { describeRefusal, english, formatMoney } from 'cod-lifecycle';
import type { Cod, Money, Order, Outcome, Reception } from 'cod-lifecycle';

const { log } = console;

const paint = (style: Parameters<typeof styleText>[0], text: string): string =>
  styleText(style, text, { stream: process.stdout });

const tones = {
  new: 'cyan',
  confirmed: 'blue',
  no_answer: 'yellow',
  processing: 'magenta',
  shipped: 'magenta',
  out_for_delivery: 'magenta',
  delivered: 'green',
  returned: 'yellow',
  cancelled: 'gray',
} as const satisfies Record<Order['status'], string>;

/** The label of a status, in its colour. */
export const label = (status: Order['status']): string =>
  paint(tones[status], english.statuses[status].label);

export const money = (amount: Money): string => `${formatMoney(amount)} ${amount.currency}`;

/** A new part of the day. */
export function chapter(time: string, title: string): void {
  log(`\n${paint('bold', `${time}  ${title}`)}`);
}

/** One line of the story. */
export function say(text: string): void {
  log(`   ${text}`);
}

const number = ({ source }: Order): string => (source.reference ?? source.externalId).padEnd(6);

/** What came of one command: where the order went, or why it stayed. */
export function tell(who: string, outcome: Outcome<Cod>): void {
  const lead = paint('dim', who.padEnd(9));
  if (outcome.kind === 'refused') {
    const { order, refusal } = outcome;
    const why = describeRefusal(refusal, english).join(' ');
    say(`${lead} ${order ? number(order) : ''} ${paint('red', 'refused')}: ${why}`);
    return;
  }
  const { order } = outcome;
  if (outcome.kind !== 'applied') {
    say(`${lead} ${number(order)} ${paint('yellow', outcome.kind)}: still ${label(order.status)}`);
    return;
  }
  const { event, from, to } = outcome.entry;
  const moved = from === to || from === 'nothing' ? label(to) : `${label(from)} → ${label(to)}`;
  say(`${lead} ${number(order)} ${english.events[event.type]}: ${moved}`);
}

/** What a webhook came to. */
export function tellReception(shop: string, { status, reason, outcomes }: Reception<Cod>): void {
  for (const outcome of outcomes) tell(shop, outcome);
  if (reason !== null) {
    const answer = paint(status === 200 ? 'yellow' : 'red', `answered ${status}`);
    say(`${paint('dim', shop.padEnd(9))} ${answer}: ${reason}`);
  }
}

/** A table of rows, its columns as wide as they need to be. */
export function table(rows: readonly (readonly (string | number)[])[]): void {
  const widths =
    rows[0]?.map((_, column) => Math.max(...rows.map((row) => String(row[column]).length))) ?? [];
  for (const row of rows) {
    const cells = row.map((cell, column) =>
      typeof cell === 'number'
        ? String(cell).padStart(widths[column] ?? 0)
        : cell.padEnd(widths[column] ?? 0),
    );
    say(cells.join('   '));
  }
}

export { log };
