/** A clock that can be set, and after that goes on with the machine's: a demo lives through its past first. */
export function settableClock(start?: string) {
  let at: number | null = start === undefined ? null : Date.parse(start);
  return {
    now: (): string => new Date(at ?? Date.now()).toISOString(),
    set(time: number): void {
      at = time;
    },
    goOn(): void {
      at = null;
    },
  };
}

export type SettableClock = ReturnType<typeof settableClock>;
