/** For what comes by itself: as soon as it is there, and never given up because a machine is busy. */
export const soon = { timeout: 120_000, interval: 20 };
