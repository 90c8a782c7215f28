import type { Clock } from '../../ports/clock.js';

/** The machine's clock; `now` may tell another time, for tests and demos. */
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
