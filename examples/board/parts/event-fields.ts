import {
  callOutcomes,
  cancelReasons,
  conditions,
  defaultPolicy,
  failureReasons,
  formatMoney,
  visitOutcomes,
} from 'cod-lifecycle';
import type { Order } from 'cod-lifecycle';
import type { BoardEventType } from '../board-event.ts';
import { html } from '../html.ts';
import type { Html, Part } from '../html.ts';
import { drivers } from '../people.ts';
import type { Viewer } from '../viewer.ts';

const field = (label: string, control: Html, hint?: string): Html =>
  html`<label class="field"
    ><span>${label}</span>${control}${hint !== undefined && html`<small>${hint}</small>`}</label
  >`;

type Option = readonly [value: string, label: string];

/** A choice that begins with none, so that nothing is chosen by mistake. */
function choice(label: string, name: string, options: readonly Option[], viewer: Viewer): Html {
  const { choose } = viewer.words.form;
  return field(
    label,
    html`<select name="${name}" required>
      <option value="">${choose}</option>
      ${options.map(([value, text]) => html`<option value="${value}">${text}</option>`)}
    </select>`,
  );
}

const optional = (label: string, { words }: Viewer): string => `${label} (${words.form.optional})`;

const note = (viewer: Viewer): Html =>
  field(
    optional(viewer.words.form.note, viewer),
    html`<textarea name="note" rows="2" dir="auto" maxlength="1000"></textarea>`,
  );

function tracking(viewer: Viewer, required: boolean): Html {
  const { form } = viewer.words;
  const label = required ? form.tracking : optional(form.tracking, viewer);
  const must = required && html`required`;
  return field(
    label,
    html`<input name="tracking" dir="ltr" maxlength="100" autocomplete="off" ${must} />`,
  );
}

function amountField(order: Order, amount: number, { words }: Viewer): Html {
  const { currency } = order.amountDue;
  return field(
    words.form.amount(currency),
    html`<input
      name="amount"
      dir="ltr"
      inputmode="decimal"
      autocomplete="off"
      required
      value="${formatMoney({ amount, currency })}"
    />`,
  );
}

const timeField = (label: string, required: boolean, hint?: string): Html =>
  field(
    label,
    html`<input type="datetime-local" name="nextCall" dir="ltr" ${required && html`required`} />`,
    hint,
  );

const acknowledgements = ({ words: { form } }: Viewer): Html => html`
  <fieldset>
    <legend>${form.acknowledged}</legend>
    ${(['products', 'total', 'address'] as const).map(
      (part) =>
        html`<label class="check"
          ><input type="checkbox" name="${part}" value="yes" />${form[part]}</label
        >`,
    )}
  </fieldset>
`;

const reasonsOf = (viewer: Viewer): readonly Option[] =>
  failureReasons.map((reason) => [reason, viewer.texts.failureReasons[reason]]);

function amendment(order: Order, viewer: Viewer): Part {
  const { form } = viewer.words;
  return [
    order.lines.map(({ id, title, quantity }) =>
      field(
        form.quantity(title),
        html`<input
          type="number"
          name="quantity ${id}"
          min="0"
          max="999"
          value="${quantity}"
          required
        />`,
      ),
    ),
    amountField(order, order.amountDue.amount, viewer),
    field(
      form.street,
      html`<input name="line1" dir="auto" required value="${order.address.line1}" />`,
    ),
    field(form.city, html`<input name="city" dir="auto" required value="${order.address.city}" />`),
  ];
}

/** Units that may have come back: what is out, and what counts as put back though nobody has looked at it. */
const hiddenUnits = (order: Order): Part =>
  order.stock.map(
    ({ lineId, out, restocked }) =>
      html`<input type="hidden" name="units ${lineId}" value="${out + restocked}" />`,
  );

export { acknowledgements };

/** What an event needs to be told; `null` where its name says all. */
export function fieldsOf(type: BoardEventType, order: Order, viewer: Viewer): Part {
  const { words, texts, show } = viewer;
  const { form } = words;
  switch (type) {
    case 'confirm':
      return acknowledgements(viewer);
    case 'record_call_attempt': {
      const pause = show.span(defaultPolicy.noAnswer.retryAfterMinutes * 60_000);
      const outcomes = callOutcomes.map((code): Option => [code, words.calls[code]]);
      return [
        choice(form.outcome, 'outcome', outcomes, viewer),
        timeField(optional(form.nextCall, viewer), false, form.nextCallHint(pause)),
      ];
    }
    case 'schedule_call':
      return timeField(form.nextCall, true);
    case 'amend':
      return amendment(order, viewer);
    case 'cancel': {
      const reasons = cancelReasons.map((code): Option => [code, texts.cancelReasons[code]]);
      return [choice(form.reason, 'reason', reasons, viewer), note(viewer)];
    }
    case 'reopen':
      return field(form.reason, html`<input name="note" dir="auto" required maxlength="1000" />`);
    case 'assign': {
      const options = drivers.map(({ id, name }): Option => [id, name[viewer.language]]);
      return choice(form.driver, 'driver', options, viewer);
    }
    case 'assign_tracking':
      return tracking(viewer, true);
    case 'ship':
      return tracking(viewer, false);
    case 'record_delivery_attempt': {
      const outcomes = visitOutcomes.map((code): Option => [
        code,
        code === 'not_attempted' ? words.notAttempted : texts.failureReasons[code],
      ]);
      return [choice(form.reason, 'reason', outcomes, viewer), note(viewer)];
    }
    case 'deliver':
      return order.amountDue.amount > 0 && amountField(order, order.amountDue.amount, viewer);
    case 'report_failed_delivery':
      return [choice(form.reason, 'reason', reasonsOf(viewer), viewer), note(viewer)];
    case 'receive_return': {
      const options = conditions.map((code): Option => [code, words.conditions[code]]);
      return [choice(form.condition, 'condition', options, viewer), hiddenUnits(order)];
    }
    case 'close_return':
      return choice(form.cause, 'reason', reasonsOf(viewer), viewer);
    case 'remit_cash':
    case 'reconcile_cash':
      return amountField(order, order.collection?.amount.amount ?? 0, viewer);
    case 'add_note':
      return field(
        form.text,
        html`<textarea name="text" rows="2" dir="auto" required maxlength="1000"></textarea>`,
      );
    case 'start_processing':
    case 'complete_packaging':
    case 'attach_label':
    case 'start_delivery':
    case 'redeliver':
    case 'reattempt':
      return null;
  }
}
