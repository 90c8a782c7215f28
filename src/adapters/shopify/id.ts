interface Identified {
  readonly id?: string | null | undefined;
  readonly admin_graphql_api_id?: string | null | undefined;
}

/** The digits of an id: of its global form first, which no JSON reader on the way can have rounded. */
export function idOf(type: 'Order' | 'LineItem', { id, admin_graphql_api_id: global }: Identified) {
  const prefix = `gid://shopify/${type}/`;
  const digits = global?.startsWith(prefix) ? global.slice(prefix.length) : '';
  return /^\d{1,50}$/.test(digits) ? digits : (id ?? null);
}
