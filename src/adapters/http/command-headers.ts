import { malformed } from './problem.js';

const quoted = /^"([^"]*)"$/;
// A proxy that compresses makes a weak tag of ours; the version is the same.
const tag = /^(?:W\/)?"(\d{1,15})"$/;

/** The command id: what `Idempotency-Key` holds, with or without its quotes. */
function commandIdOf({ headers }: Request): string | null {
  const key = headers.get('idempotency-key');
  if (key === null) return null;
  const [, inside = key] = quoted.exec(key) ?? [];
  if (inside === '' || inside.length > 255 || inside.startsWith(ofCarriers)) {
    const message = `must have 1 to 255 characters, and not begin with "${ofCarriers}"`;
    throw malformed([{ path: ['Idempotency-Key'], message }]);
  }
  return inside;
}

/** The version that the caller saw: what `If-Match` holds. */
function versionOf({ headers }: Request): number | null {
  const match = headers.get('if-match');
  if (match === null || match === '*') return null;
  const [, version] = tag.exec(match) ?? [];
  if (version === undefined) {
    const message = 'must be the ETag of the order, such as "3"';
    throw malformed([{ path: ['If-Match'], message }]);
  }
  return Number(version);
}

/** Ids that carriers' reports have. */
const ofCarriers = 'carrier:';

/** How a command is sent, as its headers say it; `one` where it is meant for one order, which has a version. */
export function commandHeaders(
  request: Request,
  one: boolean,
): {
  readonly commandId?: string;
  readonly expectedVersion?: number;
} {
  const commandId = commandIdOf(request);
  const expectedVersion = versionOf(request);
  if (expectedVersion !== null && !one) {
    throw malformed([{ path: ['If-Match'], message: 'must be left out: no one order is meant' }]);
  }
  return {
    ...(commandId !== null && { commandId }),
    ...(expectedVersion !== null && { expectedVersion }),
  };
}
