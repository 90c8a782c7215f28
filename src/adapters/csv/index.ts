export type { Cell, CsvColumns, CsvOptions } from './csv-of.js';
export { csvOf } from './csv-of.js';
