/** The base64 of 32 bytes in its one canonical spelling: the last letter carries four bits, its other two are zero. */
const canonical = /^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/;

/**
 * Whether one of the secrets made this signature: the base64 of an HMAC-SHA256 over the bytes.
 *
 * `verify` compares in constant time, and every secret is tried, so the time taken tells nothing of which one fits.
 */
export async function isSigned(
  bytes: Uint8Array<ArrayBuffer>,
  signature: string,
  secrets: readonly string[],
): Promise<boolean> {
  if (!canonical.test(signature)) return false;
  const claimed = Uint8Array.from(atob(signature), (letter) => letter.charCodeAt(0));
  const fits = await Promise.all(
    secrets.map(async (secret) =>
      crypto.subtle.verify('HMAC', await keyOf(secret), claimed, bytes),
    ),
  );
  return fits.includes(true);
}

function keyOf(secret: string): Promise<CryptoKey> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  return crypto.subtle.importKey('raw', new TextEncoder().encode(secret), algorithm, false, [
    'verify',
  ]);
}
