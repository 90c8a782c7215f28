/**
 * Says when a span of time is over that does not count every hour: only those in which the shop works.
 *
 * @category Ports
 * @since 0.1.0
 */
export interface Calendar {
  /**
   * @param from ISO 8601 in UTC
   * @param minutes of working time
   * @returns ISO 8601 in UTC
   */
  after(from: string, minutes: number): string;
}
