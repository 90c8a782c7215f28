import { malformed } from './problem.js';

const quoted = /^"([^"]*)"$/;
const tag = /^(?:W\/)?"(\d{1,15})"$/;

/** The command id: what `Idempotency-Key` holds, with or without its quotes. */
function commandIdOf({ headers }: Request): string | null {
  const key = headers.get('idempotency-key');
  if (key === null) return null;
  const [, inside = key] = quoted.exec(key) ?? [];
  if (inside === '' || inside.length > 255) {
    throw malformed([{ path: ['Idempotency-Key'], message: 'must have 1 to 255 characters' }]);
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

/** How a command is sent, as its headers say it. */
export function commandHeaders(request: Request): {
  readonly commandId?: string;
  readonly expectedVersion?: number;
} {
  const commandId = commandIdOf(request);
  const expectedVersion = versionOf(request);
  return {
    ...(commandId !== null && { commandId }),
    ...(expectedVersion !== null && { expectedVersion }),
  };
}
