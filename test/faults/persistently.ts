import { setTimeout as pause } from 'node:timers/promises';
import { CodError } from 'cod-lifecycle';

const mostTries = 10;
const pauseMs = 20;

/** Asks again as long as the store fails: on a busy machine any answer may come too late. */
export async function persistently<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await ask();
    } catch (error) {
      const worthIt = CodError.is(error) && error.code === 'store_failed';
      if (!worthIt || tries === mostTries) throw error;
      await pause(pauseMs);
    }
  }
}
