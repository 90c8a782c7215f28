import { OptionsError } from '../../errors/options-error.js';

/**
 * What every shop's webhooks are read with.
 *
 * @category Shops
 * @since 0.1.0
 */
export interface WebhookOptions<Order> {
  /** One or more; all are tried, so that a rotated secret and its successor work side by side. */
  readonly secrets: readonly string[];
  /**
   * Says whether an order is paid at the door, in place of the default. It sees the order as the shop sent it, once its
   * signature is proved; whole numbers of 16 digits and more are text there. What it throws comes out of `read`.
   */
  readonly isCashOnDelivery?: (order: Order) => boolean;
  /** The only shops to believe; every shop that signs with a known secret when left out. */
  readonly shops?: readonly string[];
  /** The largest body to look at; 5 MB when left out. */
  readonly maxBytes?: number;
}

/** The options, checked and with their defaults. */
export interface Settled {
  readonly secrets: readonly string[];
  readonly shops: ReadonlySet<string> | null;
  readonly maxBytes: number;
}

const fiveMegabytes = 5 * 1024 * 1024;

/** Checks the options once, when the reader is made; a mistake in them must not wait for the first delivery. */
export function settle<Order>(
  options: WebhookOptions<Order>,
  shopOf: (text: string) => string | null,
): Settled {
  const { secrets, isCashOnDelivery, maxBytes = fiveMegabytes } = options;
  if (!isFilledList(secrets))
    throw new OptionsError('secrets', 'must be at least one secret, and none of them blank');
  if (isCashOnDelivery !== undefined && typeof isCashOnDelivery !== 'function')
    throw new OptionsError('isCashOnDelivery', 'must be a function of the order');
  if (!Number.isSafeInteger(maxBytes) || maxBytes < 1)
    throw new OptionsError('maxBytes', 'must be a whole number, at least 1');
  const shops = options.shops === undefined ? null : knownShops(options.shops, shopOf);
  return { secrets: [...secrets], shops, maxBytes };
}

/** A missing environment variable arrives here as `undefined`, whatever its type says. */
function isFilledList(list: unknown): list is readonly string[] {
  return (
    Array.isArray(list) &&
    list.length > 0 &&
    list.every((item) => typeof item === 'string' && item.trim() !== '')
  );
}

function knownShops(list: unknown, shopOf: (text: string) => string | null): ReadonlySet<string> {
  const shops = isFilledList(list) ? list.map(shopOf) : [];
  const known = shops.filter((shop) => shop !== null);
  if (known.length === 0 || known.length < shops.length)
    throw new OptionsError('shops', 'must be shops as their webhooks name them');
  return new Set(known);
}
