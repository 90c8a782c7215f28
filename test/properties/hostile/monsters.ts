import * as fc from 'fast-check';

/** What a getter or a trap of a monster throws: it must come out nowhere. */
export const secret = 'secret-of-the-host';

const bang = (): never => {
  throw new RangeError(secret);
};

class Instance {
  readonly type = 'confirm';
  readonly kind = 'admin';
}

/** Objects in objects, so many levels deep. */
export function nested(levels: number): object {
  let value: object = {};
  for (let level = 0; level < levels; level += 1) value = level % 2 ? [value] : { lines: value };
  return value;
}

function cyclic(): object {
  const self: Record<string, unknown> = { type: 'confirm' };
  self['acknowledged'] = self;
  self['lines'] = [self];
  return self;
}

function sparse(): unknown[] {
  const list: unknown[] = [1];
  list.length = 50;
  return list;
}

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}

const traps = {
  get: bang,
  has: bang,
  ownKeys: bang,
  getPrototypeOf: bang,
  getOwnPropertyDescriptor: bang,
};

/** Each is made anew, for some can be used up. */
const made: { readonly [name: string]: () => unknown } = {
  'a cycle': cyclic,
  'a sparse list': sparse,
  'ten thousand levels': () => nested(10_000),
  'an instance of a class': () => new Instance(),
  'an invalid date': () => new Date(Number.NaN),
  'a map': () => new Map([['type', 'confirm']]),
  'a set': () => new Set(['lines']),
  bytes: () => new Uint8Array(8),
  'a function': () => bang,
  'a symbol': () => Symbol('type'),
  'a well-known symbol': () => Symbol.iterator,
  'an object of no prototype': () => Object.create(null) as object,
  'inherited fields': () => Object.create({ type: 'confirm', kind: 'admin', id: 'x' }) as object,
  'an own __proto__': () => JSON.parse('{"__proto__":{"kind":"admin","polluted":true}}') as object,
  'an own constructor': () => JSON.parse('{"constructor":{"prototype":{"polluted":1}}}') as object,
  'conversions that throw': () => ({
    toString: bang,
    valueOf: bang,
    toJSON: bang,
    [Symbol.toPrimitive]: bang,
  }),
  'an iterator that throws': () => ({ [Symbol.iterator]: bang, length: 3 }),
  'a type that throws': () => Object.defineProperty({}, 'type', { get: bang, enumerable: true }),
  'a kind that throws': () => Object.defineProperty({}, 'kind', { get: bang, enumerable: true }),
  'a revoked proxy': revoked,
  'a proxy that throws': () => new Proxy({}, traps),
  'a list that throws': () => new Proxy([], traps),
};

const scalars = [
  undefined,
  null,
  true,
  0,
  -0,
  -1,
  1.5,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
  2 ** 53,
  1e308,
  -5e-324,
  0n,
  10n ** 40n,
  '',
  ' ',
  '\0',
  'a\0b',
  '\ud800',
  'a\udc00b',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '9'.repeat(400),
  '2026-02-30T25:61:61Z',
  '9999-12-31T23:59:59-23:59',
] as const;

/** A value that an attacker, a bug or a careless host could hand over; made anew for each use, and told by its name. */
export interface Monster {
  make(): unknown;
}

function named(name: string, make: () => unknown): Monster {
  return Object.defineProperty({ make }, fc.toStringMethod, { value: () => name });
}

const anything = fc.anything({
  withBigInt: true,
  withBoxedValues: true,
  withDate: true,
  withMap: true,
  withNullPrototype: true,
  withObjectString: true,
  withSet: true,
  withSparseArray: true,
  withTypedArray: true,
});

export function monster(): fc.Arbitrary<Monster> {
  return fc.oneof(
    fc.constantFrom(...scalars).map((value) => named(fc.stringify(value), () => value)),
    fc.constantFrom(...Object.entries(made)).map(([name, make]) => named(name, make)),
    anything.map((value) => named(fc.stringify(value), () => value)),
  );
}
