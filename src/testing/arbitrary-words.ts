import * as fc from 'fast-check';

/** Text that a person could have written: any script, no null byte, no half of a surrogate pair. */
export function arbitraryWords(): fc.Arbitrary<string> {
  return fc.oneof(
    fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme-ascii' }),
    fc.string({ minLength: 1, maxLength: 4, unit: 'grapheme' }).filter((text) => text.length <= 30),
    fc.constantFrom('أمينة', '__proto__', 'constructor', "l'Étoile", '0'),
  );
}
