import type * as fc from 'fast-check';
import type { OrderStore } from 'cod-lifecycle';

/** A store whose every trip takes as long as the scheduler likes, so that commands meet in any order. */
export function scatteredStore(store: OrderStore, scheduler: fc.Scheduler): OrderStore {
  const slow =
    <Args extends readonly unknown[], Result>(work: (...args: Args) => Promise<Result>) =>
    async (...args: Args): Promise<Result> => {
      await scheduler.schedule(Promise.resolve(), 'there');
      const result = await work(...args);
      await scheduler.schedule(Promise.resolve(), 'back');
      return result;
    };
  return { ...store, load: slow(store.load), commit: slow(store.commit) };
}
