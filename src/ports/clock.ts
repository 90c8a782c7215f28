/**
 * Tells the time, and lets it pass.
 *
 * @category Ports
 * @since 0.1.0
 */
export interface Clock {
  /** Now, ISO 8601 in UTC with milliseconds. */
  now(): string;
  /** Begins to wait. */
  wait(milliseconds: number): Wait;
}

/** A time that is waited for. */
export interface Wait {
  /** Settles when the time has passed, or the wait was ended. Never rejects. */
  readonly over: Promise<void>;
  /** Ends it before its time. */
  end(): void;
}
