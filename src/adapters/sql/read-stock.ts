import { OptionsError } from '../../errors/options-error.js';
import type { StockAccount, StockMove } from '../../order/stock.js';
import type { StockRequest } from '../../ports/inventory.js';
import type { StockPruning, StockQuery, StockReceipt } from './shop-inventory.js';

const accounts: readonly StockAccount[] = ['available', 'reserved', 'out', 'written_off'];

/** So many that no sum of them is ever rounded: more than there are. */
const mostUnits = 1_000_000_000_000;
const mostRows = 1000;
const longest = 255;

function text(field: string, value: unknown, most = longest): string {
  if (typeof value !== 'string' || value.length === 0 || value.length > most) {
    throw new OptionsError(field, `must be a text of 1 to ${most} characters`);
  }
  if (/[\0\p{Surrogate}]/u.test(value)) {
    throw new OptionsError(field, 'must not hold null bytes or lone surrogates');
  }
  return value;
}

function whole(field: string, value: unknown, most: number): number {
  if (!Number.isSafeInteger(value) || (value as number) < 1 || (value as number) > most) {
    throw new OptionsError(field, `must be a whole number from 1 to ${most}`);
  }
  return value as number;
}

function object<Value extends object>(field: string, value: Value): Partial<Value> {
  if (typeof value !== 'object' || (value as Value | null) === null) {
    throw new OptionsError(field, 'must be an object');
  }
  return value;
}

const tenantOf = (field: string, tenant: unknown = 'default'): string =>
  text(`${field}.tenant`, tenant);

function readMove(field: string, move: StockMove): StockMove {
  const { lineId, sku, quantity, from } = object(field, move);
  if (from === undefined || !accounts.includes(from)) {
    throw new OptionsError(`${field}.from`, `must be one of ${accounts.join(', ')}`);
  }
  return {
    lineId: text(`${field}.lineId`, lineId),
    sku: text(`${field}.sku`, sku),
    quantity: whole(`${field}.quantity`, quantity, mostUnits),
    from,
  };
}

/** @throws OptionsError which names the first field that is wrong */
export function readRequest(request: StockRequest): StockRequest {
  const { effectId, order, lines } = object('request', request);
  const { tenant, id } = object('request.order', order as StockRequest['order']);
  if (!Array.isArray(lines)) throw new OptionsError('request.lines', 'must be a list');
  return {
    // Made of encoded names, so that it may be many times as long as they are.
    effectId: text('request.effectId', effectId, 20 * longest),
    order: { tenant: text('request.order.tenant', tenant), id: text('request.order.id', id) },
    lines: lines.map((line: StockMove, index) => readMove(`request.lines.${index}`, line)),
  };
}

/** @throws OptionsError which names the first field that is wrong */
export function readReceipt(receipt: StockReceipt): Required<StockReceipt> {
  const { tenant, sku, units, receiptId } = object('receipt', receipt);
  return {
    tenant: tenantOf('receipt', tenant),
    sku: text('receipt.sku', sku),
    units: whole('receipt.units', units, mostUnits),
    receiptId: text('receipt.receiptId', receiptId),
  };
}

/** @throws OptionsError which names the first field that is wrong */
export function readSku(sku: string, options: { readonly tenant?: string }) {
  return { tenant: tenantOf('options', object('options', options).tenant), sku: text('sku', sku) };
}

/** @throws OptionsError which names the first field that is wrong */
export function readStockQuery(query: StockQuery): Required<StockQuery> {
  const { tenant, after, limit } = object('query', query);
  return {
    tenant: tenantOf('query', tenant),
    after: after === undefined ? '' : text('query.after', after),
    limit: whole('query.limit', limit, mostRows),
  };
}

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,3})?Z$/;
/** @throws OptionsError which names the first field that is wrong */
export function readStockPruning(options: StockPruning): Required<StockPruning> {
  const { before, limit = mostUnits } = object('options', options);
  if (typeof before !== 'string' || !instant.test(before) || Number.isNaN(Date.parse(before))) {
    throw new OptionsError('options.before', 'must be a time, such as "2026-01-15T09:00:00.000Z"');
  }
  return {
    before: new Date(before).toISOString(),
    limit: whole('options.limit', limit, mostUnits),
  };
}
