export type { Span, Week, WorkingHours } from './working-hours.js';
export { workingHours } from './working-hours.js';
