export type { Fault, Report, Step } from './fault.js';
export type { Labels, Samples, TemporalRule, VerifyOptions } from './samples.js';
export { never } from './samples.js';
export { verify } from './verify.js';
