import type { Definition } from './definition.js';
import type { Model } from './model.js';

const sorted = (part: object): object =>
  Object.fromEntries(Object.entries(part).toSorted(([one], [other]) => (one < other ? -1 : 1)));

/** JSON with its keys in order, so that two definitions that say the same are written the same; without functions. */
function canonical(value: object): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part !== 'object' || part === null || Array.isArray(part) ? part : sorted(part),
  );
}

/** Sixteen hexadecimal digits of a text: 32-bit FNV-1a over its UTF-16 code units, twice. Not a cryptographic hash. */
export function digest(text: string): string {
  let one = 0x811c9dc5;
  let other = 0x9747b28c;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    one = Math.imul(one ^ unit, 0x01000193);
    other = Math.imul(other ^ unit, 0x01000193);
  }
  return [one, other].map((hash) => (hash >>> 0).toString(16).padStart(8, '0')).join('');
}

/** Sixteen hexadecimal digits over all that is data, but for the ways from older versions. */
export function fingerprintOf(definition: Definition<Model>): string {
  return digest(canonical({ ...definition, upgrades: undefined }));
}
