import type { Clock, Wait } from 'cod-lifecycle';

/** A clock whose waits nobody sits out: all that have begun are over when it strikes. */
export function strikingClock(now: () => string): Clock & { strike(): void } {
  let begun: (() => void)[] = [];
  return {
    now,
    wait(): Wait {
      let end = (): void => undefined;
      const over = new Promise<void>((ended) => (end = ended));
      begun.push(end);
      return { over, end };
    },
    strike() {
      for (const end of begun) end();
      begun = [];
    },
  };
}
