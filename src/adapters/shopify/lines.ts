import type { Line } from '../../order/line.js';
import type { ShopifyLine, ShopifyOrder } from '../../schemas/shopify-order.js';
import { firstOf, type Needs, shareOf } from '../webhook/needs.js';
import { idOf } from './id.js';

/** What is left to deliver: a line that was edited away has a quantity of 0. */
export function linesOf(order: ShopifyOrder, needs: Needs): readonly Line[] {
  return order.line_items
    .map((line, index) => lineOf(line, ['line_items', index], order.currency ?? '', needs))
    .filter(({ quantity }) => quantity > 0);
}

function lineOf(
  line: ShopifyLine,
  path: readonly (string | number)[],
  currency: string,
  needs: Needs,
): Line {
  const id = needs.text([...path, 'id'], 'must be an id of digits', idOf('LineItem', line));
  const field = typeof line.current_quantity === 'number' ? 'current_quantity' : 'quantity';
  // A line that was typed in by hand belongs to no product.
  const product = line.variant_id ?? line.product_id ?? `line:${id}`;
  const sku = firstOf(line.sku) ?? `shopify:${product}`;
  return {
    id,
    sku,
    title: firstOf(line.name, line.title) ?? sku,
    quantity: needs.quantity([...path, field], line[field]),
    unitPrice: shareOf(line.price, currency, 1),
  };
}
