export type { KeptOrder } from './kept-order.js';
export { countedFrom, listedFrom } from './listed-from.js';
export type { Everything } from './tallied-from.js';
export { talliedFrom } from './tallied-from.js';
