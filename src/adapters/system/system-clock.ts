import type { Clock } from '../../ports/clock.js';

/**
 * The machine's clock, for a store of your own. `now` may tell another time, ISO 8601 in UTC: for tests and demos.
 *
 * @example
 * ```ts
 * import { systemClock } from 'cod-lifecycle/system';
 *
 * systemClock(() => '2026-01-15T09:00:00.000Z').now(); //=> '2026-01-15T09:00:00.000Z'
 * ```
 * @category Adapters
 * @since 0.1.0
 */
export function systemClock(now: () => string = () => new Date().toISOString()): Clock {
  return {
    now,
    wait(milliseconds) {
      let end = (): void => undefined;
      const over = new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, milliseconds);
        end = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      return { over, end: () => end() };
    },
  };
}
