/** What spans and counts are marked with. */
export type TelemetryAttributes = Readonly<Record<string, string | number | boolean>>;

/**
 * What is asked of a tracer: the `Tracer` of `@opentelemetry/api` is one.
 *
 * @category Adapters
 * @since 0.1.0
 */
export interface TelemetryTracer {
  /** Begins a span, as a child of the one that is active. */
  startSpan(name: string, options: { readonly attributes: TelemetryAttributes }): TelemetrySpan;
}

/** What is asked of a span. */
export interface TelemetrySpan {
  setAttributes(attributes: TelemetryAttributes): unknown;
  /** 2 is `SpanStatusCode.ERROR`. */
  setStatus(status: { readonly code: 2; readonly message: string }): unknown;
  end(): void;
}

/**
 * What is asked of a meter: the `Meter` of `@opentelemetry/api` is one.
 *
 * @category Adapters
 * @since 0.1.0
 */
export interface TelemetryMeter {
  createCounter(
    name: string,
    options: { readonly description: string; readonly unit: string },
  ): TelemetryCounter;
}

/** What is asked of a counter. */
export interface TelemetryCounter {
  add(count: number, attributes: TelemetryAttributes): void;
}
