const factor = Number(process.env['PROPERTY_RUNS'] ?? 1);

/** How often a property is tried: `PROPERTY_RUNS=20` tries each twenty times as often. */
export function runs(usual: number): { readonly numRuns: number } {
  return { numRuns: Math.max(1, Math.round(usual * factor)) };
}

/** Long enough for any number of runs: a property is finished by its runs, never by the clock. */
export const patience = { timeout: 60_000 * Math.max(1, factor) };
