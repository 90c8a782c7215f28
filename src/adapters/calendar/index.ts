export type { TimeZone, TimeZoneOptions } from './time-zone.js';
export { timeZone } from './time-zone.js';
export type { Weekday } from './weekdays.js';
export type { Span, Week, WorkingHours } from './working-hours.js';
export { workingHours } from './working-hours.js';
