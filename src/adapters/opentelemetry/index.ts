export { openTelemetryObserver } from './open-telemetry-observer.js';
export type { TelemetryOptions } from './open-telemetry-observer.js';
export type {
  TelemetryAttributes,
  TelemetryCounter,
  TelemetryMeter,
  TelemetrySpan,
  TelemetryTracer,
} from './telemetry.js';
