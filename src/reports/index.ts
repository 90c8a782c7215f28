export type { Reports } from './create-reports.js';
export { createReports } from './create-reports.js';
export type { ReportOptions, ReportsOptions } from './report-options.js';
export type { KeptOrder } from './kept-order.js';
export { countedFrom, listedFrom } from './listed-from.js';
export type {
  CallsRow,
  CancellationsRow,
  CashRow,
  DimensionValue,
  DriversRow,
  FunnelRow,
  ReturnsRow,
  RowBy,
  StaysRow,
  VisitsRow,
  WaitsRow,
} from './report-rows.js';
export type { DeliveryRun } from './runs.js';
export { runsOf } from './runs.js';
export type { CashCount, Settlement, SettlementLine, SettlementTotal } from './settlement.js';
export { reconciliationOf, settlementOf } from './settlement.js';
export type { Everything } from './tallied-from.js';
export { talliedFrom } from './tallied-from.js';
