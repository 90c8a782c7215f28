/** Tells whoever waits how far a bench is. */
export const say = (what: string): void =>
  console.log(`${new Date().toTimeString().slice(0, 8)} ${what}`);
