import { inspect } from 'node:util';
import { onTestFinished, vi } from 'vitest';
import type { Notifier, Observer } from 'cod-lifecycle';
import { openTelemetryObserver } from 'cod-lifecycle/opentelemetry';
import { telemetry } from '../../support/telemetry.ts';

/** Everything that can be read off a value: its words, its fields, hidden ones too, and whatever caused it. */
export function readOff(value: unknown): string {
  const { message, stack, cause } = (value ?? {}) as Partial<Error>;
  return [
    typeof value === 'string' ? value : JSON.stringify(value),
    message,
    stack,
    cause === undefined ? '' : readOff(cause),
    inspect(value, {
      depth: 30,
      showHidden: true,
      getters: true,
      maxArrayLength: null,
      maxStringLength: null,
    }),
  ].join('\n');
}

const loud = ['log', 'info', 'debug', 'warn', 'error', 'trace', 'dir', 'table'] as const;

/** Listens to everything that a shop says to anybody but its customers, until the test is over. */
export function listening() {
  const said: string[] = [];
  const hear = (...words: readonly unknown[]): void => void said.push(words.map(readOff).join(' '));
  for (const name of loud) vi.spyOn(console, name).mockImplementation(hear);
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, 'write').mockImplementation((chunk) => {
      said.push(String(chunk));
      return true;
    });
  }
  process.on('warning', hear);
  onTestFinished(() => {
    process.off('warning', hear);
    vi.restoreAllMocks();
  });
  const { tracer, meter, spans, metrics } = telemetry();
  const observe = openTelemetryObserver({ tracer, meter });

  /** Tells OpenTelemetry, and writes down what it was told. */
  const observer: Observer = (begun) => {
    said.push(readOff(begun));
    const end = observe(begun);
    return (ended) => {
      said.push(readOff(ended));
      end?.(ended);
    };
  };
  return {
    hear,
    observe: observer,
    /** The same notifier, whose errors are written down. */
    overheard: ({ notify }: Notifier): Notifier => ({
      async notify(message) {
        try {
          await notify(message);
        } catch (error) {
          hear(error);
          throw error;
        }
      },
    }),
    said: async (): Promise<string> => {
      const exported = [
        ...spans().map(({ name, attributes, events, status }) => [
          name,
          attributes,
          events,
          status,
        ]),
        await metrics(),
      ];
      return [...said, ...exported.map(readOff)].join('\n');
    },
  };
}
