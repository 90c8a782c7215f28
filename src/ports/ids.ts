/** Mints ids that nobody else has: for orders, and for commands whose sender gave none. */
export interface Ids {
  next(): string;
}
