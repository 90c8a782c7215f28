const domain = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.myshopify\.com$/;

/** The shop's permanent domain in lower case, or `null`: a custom domain can change and is never sent. */
export function shopDomain(text: string): string | null {
  const name = text.toLowerCase();
  return domain.test(name) ? name : null;
}
