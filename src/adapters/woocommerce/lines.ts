import type { Line } from '../../order/line.js';
import type { WooCommerceLine, WooCommerceOrder } from '../../schemas/woocommerce-order.js';
import { firstOf, type Needs, shareOf } from '../webhook/needs.js';
import { decodeEntities } from './entities.js';

export function linesOf(order: WooCommerceOrder, needs: Needs): readonly Line[] {
  return order.line_items
    .map((line, index): Line => {
      const quantity = needs.quantity(['line_items', index, 'quantity'], line.quantity);
      const sku = firstOf(line.sku) ?? stockKeyOf(line);
      const title = decodeEntities(firstOf(line.name) ?? sku);
      // A line's own `price` is a float; its total is a text, and whole.
      const paid = line.total ?? line.subtotal;
      const unitPrice = shareOf(paid, order.currency ?? '', quantity);
      return { id: line.id, sku, title, quantity, unitPrice };
    })
    .filter(({ quantity }) => quantity > 0);
}

/** A product without variations has the variation 0, and a product that is gone has the id 0. */
function stockKeyOf({ id, variation_id: variation, product_id: product }: WooCommerceLine): string {
  const known = [variation, product].find((key) => Number(key ?? 0) !== 0);
  return `woocommerce:${known ?? `line:${id}`}`;
}
