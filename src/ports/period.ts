/**
 * A span of time with a name, half open: a day, a week or a month of the shop's.
 *
 * @category Ports
 * @since 0.1.0
 */
export interface Period {
  /** Such as `2026-03-20`; unique among the periods of one question. */
  readonly name: string;
  /** Its first moment, ISO 8601 in UTC. */
  readonly from: string;
  /** The first moment after it, ISO 8601 in UTC. */
  readonly to: string;
}
