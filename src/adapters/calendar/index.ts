export type { TimeZone, TimeZoneOptions, Weekday } from './time-zone.js';
export { timeZone } from './time-zone.js';
export type { Span, Week, WorkingHours } from './working-hours.js';
export { workingHours } from './working-hours.js';
