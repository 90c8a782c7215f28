export type { Authenticate, Identity, Sight } from './identity.js';
export type { DocumentOptions } from './openapi.js';
export type { ApiHandler, OrdersApiOptions } from './orders-api.js';
export { ordersApi } from './orders-api.js';
export type { Problem, ProblemIssue } from './problem.js';
export type { ReportCalendar, ReportSource, ReportsOption } from './report-routes.js';
export type { Webhook, Webhooks } from './webhook-route.js';
