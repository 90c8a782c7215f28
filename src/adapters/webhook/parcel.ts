import type { Delivery, NewsRefused } from '../../ports/news.js';
import { refuse } from './verdict.js';

/** A delivery, unpacked: a copy of its bytes, so that what is verified is what is read. */
export interface Parcel {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The first of the named headers that says something. Names are given in lower case. */
  readonly header: (names: readonly string[]) => string | null;
}

/** Takes whatever a caller hands over, for a framework's types promise more than its requests keep. */
export function unpack(delivery: Delivery, maxBytes: number): Parcel | NewsRefused {
  const given = delivery as Partial<Delivery> | null | undefined;
  const body: unknown = given?.body;
  if (!ArrayBuffer.isView(body))
    return refuse(400, 'body_unreadable', [
      { path: ['body'], message: 'must be the bytes of the request, neither decoded nor parsed' },
    ]);
  if (body.byteLength > maxBytes) return refuse(413, 'body_too_large');
  const headers = given?.headers;
  return {
    bytes: copyOf(body),
    header: (names) => names.map((name) => headerOf(headers, name)).find(Boolean) ?? null,
  };
}

function copyOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array<ArrayBuffer> {
  // A buffer that was transferred away has no bytes, and throws when it is looked at.
  if (byteLength === 0) return new Uint8Array();
  return new Uint8Array(new Uint8Array(buffer, byteOffset, byteLength));
}

/** A header that came twice is joined as Fetch does it, in every kind of record. */
function headerOf(headers: Partial<Delivery>['headers'], name: string): string | null {
  if (typeof headers !== 'object' || headers === null) return null;
  if (typeof headers.get === 'function') return textOf(headers.get(name));
  const values = Object.entries(headers)
    .filter(([key]) => key.toLowerCase() === name)
    .flatMap(([, value]): readonly unknown[] => (Array.isArray(value) ? value : [value]))
    .filter((value) => typeof value === 'string');
  return values.length === 0 ? null : values.join(', ');
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : null);
