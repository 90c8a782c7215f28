/** So many characters from one script, no two neighbours alike. */
export const letters = (count: number, from: number, of: number): string =>
  Array.from({ length: count }, (_, n) => String.fromCodePoint(from + ((n * n + 7 * n) % of))).join(
    '',
  );

/** Names that a host or a shop may give, and that a database must not stumble over. */
export const oddNames: Readonly<Record<string, string>> = {
  'quotes and a semicolon': `o'1"; drop table cod_orders; --`,
  'slashes and dots': '../o/1/..',
  backslashes: String.raw`o\1\\n\u0041`,
  emoji: '🛵👩‍👩‍👧‍👦🇲🇦',
  'a parameter’s name': '$1',
  'percent signs': '%s%20%',
  'a cursor’s blank': '2026-01-15T09:00:00.000Z o1',
  'line ends': 'o\n1\r\n2\t',
  '255 letters': letters(255, 0x61, 26),
  '255 Arabic letters': letters(255, 0x0621, 40),
  '255 Chinese letters': letters(255, 0x4e00, 5000),
};

/** Cursors that no list ended with. */
export const oddCursors: readonly string[] = [
  'x',
  '',
  ' ',
  '2026-01-15',
  '2026-13-45T25:61:61.000Z o1',
  '2026-02-30T09:00:00.000Z o1',
  '0000-01-15T09:00:00.000Z o1',
  '2026-01-15T09:00:00.000Z ',
  '2026-01-15T09:00:00.000Zo1',
  `' or true --`,
  '{}',
];

/** Cursors that no history ended with. */
export const oddVersions: readonly string[] = [
  'x',
  '',
  '-1',
  '1.5',
  '1e3',
  '0x1',
  '9'.repeat(16),
  `1' or '1`,
];
