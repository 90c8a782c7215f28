/** Codes in words, as a list; a code without a word is given as it is. */
export function list<Code extends string>(
  codes: readonly Code[],
  words: Readonly<Record<Code, string>>,
  comma = ', ',
): string {
  return codes.map((code) => words[code] ?? code).join(comma);
}

/** How many units a list of lines comes to. */
export function unitsOf(lines: readonly { readonly units: number }[]): number {
  return lines.reduce((sum, { units }) => sum + units, 0);
}
