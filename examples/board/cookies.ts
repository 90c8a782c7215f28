/** What carries cookies: a request of Express's or of the Fetch API's. */
type Carrier =
  | { readonly headers: { readonly cookie?: string | undefined } }
  | { readonly headers: { get(name: string): string | null } };

function headerOf({ headers }: Carrier): string {
  return (
    ('get' in headers && typeof headers.get === 'function'
      ? headers.get('cookie')
      : (headers as { readonly cookie?: string }).cookie) ?? ''
  );
}

export function cookieOf(carrier: Carrier, name: string): string | undefined {
  const pairs = headerOf(carrier).split(';');
  const pair = pairs.find((each) => each.trim().startsWith(`${name}=`));
  return pair?.trim().slice(name.length + 1);
}

/** Behind HTTPS, which a demo on localhost is not, it has `secure` as well, and `__Host-` before its name. */
export const cookieOptions = { httpOnly: true, sameSite: 'strict', path: '/' } as const;
