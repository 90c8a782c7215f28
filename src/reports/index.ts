export type { KeptOrder } from './kept-order.js';
export { countedFrom, listedFrom } from './listed-from.js';
