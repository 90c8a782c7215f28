/**
 * A shop's host and path from its site's URL, or `null`: `https://zahra.example/boutique/` is `zahra.example/boutique`.
 * Without the scheme, for a shop that moves to https is still the same shop.
 */
export function shopAddress(text: string): string | null {
  if (!/^https?:\/\/[^\s\\@?#]+$/i.test(text) || !URL.canParse(text)) return null;
  const { host, pathname } = new URL(text);
  return host + pathname.replace(/\/+$/, '');
}

/** The same for a shop that a person names, who may leave the scheme out. */
export const namedShop = (text: string): string | null =>
  shopAddress(/^https?:/i.test(text) ? text : `https://${text}`);
