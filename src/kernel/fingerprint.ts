import type { Definition } from './definition.js';
import type { Model } from './model.js';

/** JSON with its keys in order, so that two definitions that say the same are written the same. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value).filter(([, part]) => part !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, part]) => `${JSON.stringify(key)}:${canonical(part)}`).join()}}`;
}

/** 32-bit FNV-1a over UTF-16 code units. */
function fnv(text: string, seed: number): string {
  let hash = seed;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0).toString(16).padStart(8, '0');
}

/** Sixteen hexadecimal digits of a text. Not a cryptographic hash. */
export function digest(text: string): string {
  return fnv(text, 0x811c9dc5) + fnv(text, 0x9747b28c);
}

/** Sixteen hexadecimal digits over all that is data: names, paths, actors, codes and policy. */
export function fingerprintOf(definition: Definition<Model>): string {
  const { id, version, initial, statuses, policy, superActors, instead, accounts } = definition;
  const reports = definition.reports && {
    by: definition.reports.by,
    contradictedBy: definition.reports.contradictedBy,
  };
  const rules = definition.rules.map(({ type, from, to, by, guards, effects, override }) => ({
    type,
    from,
    to,
    by,
    override,
    guards: guards.map(({ code }) => code),
    effects: effects.map((effect) => ({
      type: effect.type,
      from: effect.moves?.from,
      to: effect.moves?.to,
    })),
  }));
  const invariants = (definition.invariants ?? []).map(({ code }) => code);
  return digest(
    canonical({
      id,
      version,
      initial,
      statuses,
      policy,
      superActors,
      reports,
      instead,
      accounts,
      rules,
      invariants,
    }),
  );
}
