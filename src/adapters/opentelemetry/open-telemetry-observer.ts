import { OptionsError } from '../../errors/options-error.js';
import type { CommandBegun, CommandEnded, Observer } from '../../runtime/observe.js';
import type { TelemetryAttributes, TelemetryMeter, TelemetryTracer } from './telemetry.js';

/**
 * What to tell it to: a tracer, a meter, or both.
 *
 * @category Adapters
 * @since 0.1.0
 */
export interface TelemetryOptions {
  /** `trace.getTracer('my-shop')`. */
  readonly tracer?: TelemetryTracer;
  /** `metrics.getMeter('my-shop')`. */
  readonly meter?: TelemetryMeter;
  /** Further attributes of every span and count, the same for all: the name of a branch, say. */
  readonly attributes?: TelemetryAttributes;
}

const error = 2;

function known(attributes: Readonly<Record<string, string | null>>): TelemetryAttributes {
  return Object.fromEntries(
    Object.entries(attributes).filter((entry): entry is [string, string] => entry[1] !== null),
  );
}

function spans(tracer: TelemetryTracer, attributes: TelemetryAttributes): Observer {
  return ({ event, tenant, actor, orderId }) => {
    const begun = {
      'cod.event': event,
      'cod.tenant': tenant,
      'cod.actor': actor,
      'cod.order.id': orderId,
    };
    const span = tracer.startSpan(`cod.${event}`, {
      attributes: { ...attributes, ...known(begun) },
    });
    return ({ outcome, code, orderId, status }) => {
      span.setAttributes(
        known({
          'cod.outcome': outcome,
          'cod.order.id': orderId,
          'cod.status': status,
          'cod.refusal': outcome === 'refused' ? code : null,
          'error.type': outcome === 'failed' ? code : null,
        }),
      );
      // Business's no is an answer; only what broke is an error.
      if (outcome === 'failed') span.setStatus({ code: error, message: code ?? 'failed' });
      span.end();
    };
  };
}

/** No order, no tenant and no command in a count: each would be a time series of its own. */
function counts(meter: TelemetryMeter, attributes: TelemetryAttributes): Observer {
  const commands = meter.createCounter('cod.commands', {
    description: 'Commands, by event and outcome',
    unit: '{command}',
  });
  const refusals = meter.createCounter('cod.refusals', {
    description: 'Refused commands, by event and code',
    unit: '{command}',
  });
  return ({ event }) =>
    ({ outcome, code }) => {
      commands.add(1, { ...attributes, 'cod.event': event, 'cod.outcome': outcome });
      if (outcome === 'refused') {
        refusals.add(1, { ...attributes, 'cod.event': event, ...known({ 'cod.refusal': code }) });
      }
    };
}

/**
 * Tells OpenTelemetry of every command: a span `cod.<event>` for each, and the counters `cod.commands` (by `cod.event`
 * and `cod.outcome`) and `cod.refusals` (by `cod.event` and `cod.refusal`).
 *
 * - A span says `cod.order.id`, `cod.tenant`, `cod.event`, `cod.actor`, `cod.outcome`, `cod.status`, and the code in
 *   `cod.refusal` or `error.type`. It is an error only where the command `failed`: a refusal is an answer.
 * - It is a child of the span that is active where the command is sent, as long as your SDK has registered a context
 *   manager. Spans that begin meanwhile, such as a database client's, are its siblings.
 * - Nothing of a customer is in it.
 *
 * @throws OptionsError when there is neither a tracer nor a meter
 * @example
 * ```ts
 * import { metrics, trace } from '@opentelemetry/api';
 * import { cod, createOrders } from 'cod-lifecycle';
 * import { memoryStore } from 'cod-lifecycle/memory';
 * import { openTelemetryObserver } from 'cod-lifecycle/opentelemetry';
 *
 * const orders = createOrders({
 *   lifecycle: cod(),
 *   store: memoryStore(),
 *   observe: openTelemetryObserver({
 *     tracer: trace.getTracer('zahra'),
 *     meter: metrics.getMeter('zahra'),
 *   }),
 * });
 * await orders.counts(); //=> { new: 0, … }
 * ```
 * @category Adapters
 * @since 0.1.0
 */
export function openTelemetryObserver(options: TelemetryOptions): Observer {
  const { tracer, meter, attributes = {} } = options;
  if (!tracer && !meter) throw new OptionsError('tracer', 'must be given, or a meter');
  const observers = [
    ...(tracer ? [spans(tracer, attributes)] : []),
    ...(meter ? [counts(meter, attributes)] : []),
  ];
  return (begun: CommandBegun) => {
    const ends = observers.map((observe) => observe(begun));
    return (ended: CommandEnded) => {
      for (const end of ends) end?.(ended);
    };
  };
}
