import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base';
import { onTestFinished } from 'vitest';

/** The real SDKs of OpenTelemetry, which export into memory until the test is over. */
export function telemetry() {
  const spans = new InMemorySpanExporter();
  const tracers = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spans)] });
  const metrics = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
  const reader = new PeriodicExportingMetricReader({
    exporter: metrics,
    exportIntervalMillis: 3_600_000,
  });
  const meters = new MeterProvider({ readers: [reader] });
  onTestFinished(async () => {
    await tracers.shutdown();
    await meters.shutdown();
  });
  /** What was counted until now. */
  const counts = async () => {
    metrics.reset();
    await meters.forceFlush();
    return metrics.getMetrics();
  };
  return {
    tracer: tracers.getTracer('test'),
    meter: meters.getMeter('test'),
    spans: () => spans.getFinishedSpans(),
    metrics: counts,
    /** Each series of a counter, and how often. */
    counted: async (name: string) =>
      (await counts())
        .flatMap(({ scopeMetrics }) => scopeMetrics.flatMap(({ metrics: each }) => each))
        .filter(({ descriptor }) => descriptor.name === name)
        .flatMap(({ dataPoints }) =>
          dataPoints.map(({ attributes, value }) => ({ ...attributes, value })),
        ),
  };
}
