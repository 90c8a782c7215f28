import type { Definition } from './definition.js';
import type { Model } from './model.js';

/** Writes the keys of an object in order, so that two definitions that say the same are written the same. */
function inOrder(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
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

/** Sixteen hexadecimal digits over all that is data: names, paths, actors, codes and policy. */
export function fingerprintOf(definition: Definition<Model>): string {
  const { id, version, initial, statuses, policy, superActors, instead, accounts } = definition;
  const reports = definition.reports && {
    by: definition.reports.by,
    contradictedBy: definition.reports.contradictedBy,
  };
  const rules = definition.rules.map(({ type, from, to, by, guards, effects, override }) => [
    [type, from, to, by, override, guards.map(({ code }) => code)],
    effects.map((effect) => [effect.type, effect.moves?.from, effect.moves?.to]),
  ]);
  const invariants = (definition.invariants ?? []).map(({ code }) => code);
  const data = { id, version, initial, statuses, policy, superActors, reports, instead, accounts };
  return digest(JSON.stringify({ ...data, rules, invariants }, inOrder));
}
