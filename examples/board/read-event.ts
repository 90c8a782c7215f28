import { MoneyError, parseMoney } from 'cod-lifecycle';
import type {
  Condition,
  FailureReason,
  CallOutcome,
  CancelReason,
  Money,
  Order,
} from 'cod-lifecycle';
import type { VisitOutcome } from 'cod-lifecycle';
import { DateTime } from 'luxon';
import type { BoardEvent, BoardEventType } from './board-event.ts';
import { drivers } from './people.ts';
import { zone } from './shop.ts';

/** What a form has sent. */
export type Fields = Readonly<Record<string, unknown>>;

export type ReadEvent =
  | { readonly ok: true; readonly event: BoardEvent }
  | { readonly ok: false; readonly field: 'amount' | 'nextCall' };

/** A field that is not what it should be, on its way out of the reading. */
class Unreadable extends Error {
  readonly field: 'amount' | 'nextCall';

  constructor(field: 'amount' | 'nextCall') {
    super(`The field ${field} cannot be read`);
    this.field = field;
  }
}

/** The digits of Arabic keyboards, and a comma for a point. */
const plain = (text: string): string =>
  text
    .replaceAll(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x0660))
    .replaceAll(/[,٫]/g, '.');

/** Reads a form as the event that it stands for. What it says is the library's to judge, not the form's. */
export function readEvent(type: BoardEventType, fields: Fields, order: Order): ReadEvent {
  const text = (name: string): string => {
    const value = fields[name];
    return typeof value === 'string' ? value.trim() : '';
  };
  const noted = text('note') === '' ? {} : { note: text('note') };
  const { currency } = order.amountDue;

  function amount(): Money {
    try {
      return parseMoney(plain(text('amount')), currency);
    } catch (error) {
      if (error instanceof MoneyError) throw new Unreadable('amount');
      throw error;
    }
  }

  /** A time on the shop's wall. */
  function time(): string {
    const at = DateTime.fromISO(text('nextCall'), { zone });
    if (!at.isValid) throw new Unreadable('nextCall');
    return new Date(at.toMillis()).toISOString();
  }

  const tracking = () => ({ number: text('tracking'), carrier: null, url: null });

  // Everything is named, changed or not: the same form says the same when it is sent twice.
  function amended(): BoardEvent {
    const lines = order.lines
      .map((line) => ({ ...line, quantity: Number(plain(text(`quantity ${line.id}`))) }))
      .filter(({ quantity }) => quantity !== 0);
    const address = { ...order.address, line1: text('line1'), city: text('city') };
    return { type: 'amend', lines, amountDue: amount(), address };
  }

  function received(): BoardEvent {
    const condition = text('condition') as Condition;
    // Fit for sale needs no list: all that is out has come back.
    if (condition === 'sellable') return { type: 'receive_return' };
    const lines = order.lines
      .map(({ id }) => ({ lineId: id, quantity: Number(text(`units ${id}`)), condition }))
      .filter(({ quantity }) => quantity > 0);
    return { type: 'receive_return', lines };
  }

  function read(): BoardEvent {
    switch (type) {
      case 'confirm': {
        const said = (name: string): boolean => text(name) === 'yes';
        const acknowledged = {
          products: said('products'),
          total: said('total'),
          address: said('address'),
        };
        return { type, acknowledged };
      }
      case 'record_call_attempt': {
        const outcome = text('outcome') as CallOutcome;
        return { type, outcome, ...(text('nextCall') !== '' && { nextCallAt: time() }) };
      }
      case 'schedule_call':
        return { type, at: time() };
      case 'amend':
        return amended();
      case 'cancel':
        return { type, reason: text('reason') as CancelReason, ...noted };
      case 'reopen':
        return { type, reason: text('note') };
      case 'assign': {
        const driver = drivers.find(({ id }) => id === text('driver'));
        const id = text('driver');
        return { type, assignee: { kind: 'driver', id, name: driver?.name.fr ?? null } };
      }
      case 'assign_tracking':
        return { type, tracking: tracking() };
      case 'ship':
        return { type, ...(text('tracking') !== '' && { tracking: tracking() }) };
      case 'record_delivery_attempt':
        return { type, outcome: text('reason') as VisitOutcome, ...noted };
      case 'deliver':
        return { type, ...(order.amountDue.amount > 0 && { collected: amount() }) };
      case 'report_failed_delivery':
        return { type, reason: text('reason') as FailureReason, ...noted };
      case 'receive_return':
        return received();
      case 'close_return':
        return { type, cause: text('reason') as FailureReason };
      case 'remit_cash':
      case 'reconcile_cash':
        return { type, amount: amount() };
      case 'add_note':
        return { type, text: text('text') };
      case 'start_processing':
      case 'complete_packaging':
      case 'attach_label':
      case 'start_delivery':
      case 'redeliver':
      case 'reattempt':
        return { type };
    }
  }

  try {
    return { ok: true, event: read() };
  } catch (error) {
    if (error instanceof Unreadable) return { ok: false, field: error.field };
    throw error;
  }
}
