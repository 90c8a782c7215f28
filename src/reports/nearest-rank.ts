/** The n-th of sorted values, n of so many rounded up: a value that occurs. */
export function nearestRank<Value>(sorted: readonly Value[], tenths: number): Value {
  const rank = Math.max(1, Math.ceil((tenths * sorted.length) / 10));
  return sorted[rank - 1] as Value;
}
