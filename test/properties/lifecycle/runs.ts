/** How often a property is tried: `PROPERTY_RUNS=20` tries each twenty times as often. */
export const factor = Number(process.env['PROPERTY_RUNS'] ?? 1);

export function runs(usual: number): { readonly numRuns: number } {
  return { numRuns: Math.max(1, Math.round(usual * factor)) };
}
