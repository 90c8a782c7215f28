/** What so many callers got done in some seconds. */
export interface Timed {
  readonly done: number;
  readonly perSecond: number;
}

/** Lets so many callers work side by side, each for itself, for some seconds. Whatever fails ends it. */
export async function timed(
  callers: number,
  seconds: number,
  work: (turn: number, caller: number) => Promise<void>,
): Promise<Timed> {
  let turn = 0;
  let done = 0;
  const begin = performance.now();
  const end = begin + seconds * 1000;
  await Promise.all(
    Array.from({ length: callers }, async (_, caller) => {
      while (performance.now() < end) {
        turn += 1;
        await work(turn, caller);
        done += 1;
      }
    }),
  );
  return { done, perSecond: done / ((performance.now() - begin) / 1000) };
}
