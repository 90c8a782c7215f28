/** How often pg-boss tries a job whose database is away, whatever its queue says: for weeks, half an hour apart at most. */
export const patience = {
  retryLimit: 1000,
  retryDelay: 1,
  retryBackoff: true,
  retryDelayMax: 1800,
} as const;
