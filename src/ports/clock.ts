/** Tells the time. */
export interface Clock {
  /** Now, ISO 8601 in UTC with milliseconds. */
  now(): string;
}
