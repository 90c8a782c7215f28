import { inject } from 'vitest';

/** The server of these tests, reached with further settings. None of them ends it, so nobody has to wait for its disk. */
export function serverUrl(settings = ''): string {
  const url = new URL(inject('postgres'));
  url.searchParams.set('options', `-c synchronous_commit=off ${settings}`.trim());
  return url.href;
}
