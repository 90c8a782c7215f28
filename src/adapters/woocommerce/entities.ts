/**
 * The named entities that WordPress itself writes into names. Letters are not among them: they are stored as UTF-8. A
 * whole table would weigh more than the adapter.
 */
const byName: ReadonlyMap<string, string> = new Map(
  Object.entries({
    amp: '&',
    quot: '"',
    apos: "'",
    lt: '<',
    gt: '>',
    nbsp: '\u00A0',
    ndash: '–',
    mdash: '—',
    hellip: '…',
    lsquo: '‘',
    rsquo: '’',
    ldquo: '“',
    rdquo: '”',
    laquo: '«',
    raquo: '»',
    times: '×',
    deg: '°',
    reg: '®',
    trade: '™',
    copy: '©',
  }),
);

const entity = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,6}));/gi;

/** Undoes WordPress's encoding of a text, once; what it does not know stays as it is. */
export function decodeEntities(text: string): string {
  return text.replace(entity, (all, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return byName.get(name) ?? all;
    return (
      characterOf(decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal)) ?? all
    );
  });
}

function characterOf(point: number): string | null {
  const isCharacter = point > 0 && point <= 0x10ffff && (point < 0xd800 || point > 0xdfff);
  return isCharacter ? String.fromCodePoint(point) : null;
}

const special = /&(?:amp|quot|lt|gt|#0*3[489]|#0*6[02]|#x0*(?:2[267]|3[ce]));/gi;

/**
 * A secret in both its readings: WooCommerce signs with the decoded one, its old versions with the stored one, and a
 * merchant may copy either. Only the five characters that WordPress encodes are decoded.
 */
export function readingsOf(secret: string): readonly string[] {
  const decoded = secret.replace(special, decodeEntities);
  return decoded === secret ? [secret] : [secret, decoded];
}
