/** No order comes near it; beyond it, readers that recurse run out of stack. */
const deepest = 64;

/** In a text that is known to be JSON: each string, with the colon that makes it a key; each bracket; each number. */
const tokens = /("[^"\\]*(?:\\.[^"\\]*)*")(\s*:)?|[{}[\]]|-?\d[\d.eE+-]*/gs;

const tooLong = /^-?\d{16,}$/;

/**
 * Reads JSON and loses nothing of it, or answers `null`.
 *
 * Whole numbers of 16 digits and more become text, digit for digit, for ids outgrow a JavaScript number. `JSON.parse`
 * can show a number's source text in newer engines only, so the text is prepared for it instead.
 *
 * What two readers could understand differently is not read at all: bytes that are not UTF-8, a byte order mark, a key
 * that comes twice in one object or is `__proto__`, and more than 64 levels.
 */
export function readJson(bytes: Uint8Array): { readonly value: unknown } | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    const value: unknown = JSON.parse(text);
    const exact = exactly(text);
    return { value: exact === text ? value : (JSON.parse(exact) as unknown) };
  } catch {
    return null;
  }
}

function exactly(text: string): string {
  const open: Set<string>[] = [];
  return text.replace(tokens, (token, word?: string, colon?: string) => {
    if (colon !== undefined) see(open.at(-1), JSON.parse(word ?? '') as string);
    else if (token === '{' || token === '[') {
      if (open.push(new Set()) > deepest) throw new RangeError('too deep');
    } else if (token === '}' || token === ']') open.pop();
    return tooLong.test(token) ? `"${token}"` : token;
  });
}

function see(keys: Set<string> | undefined, key: string): void {
  if (key === '__proto__' || keys?.has(key)) throw new SyntaxError('key out of place');
  keys?.add(key);
}
