import { ProblemError, problemOf } from './problem.js';

const tooLarge = (most: number): ProblemError =>
  new ProblemError(problemOf(413, 'body_too_large', `At most ${most} bytes are read.`));

const unreadable = (detail: string): ProblemError =>
  new ProblemError(problemOf(400, 'body_unreadable', detail));

/** The bytes of a body, untouched; no more of them are taken in than may be. */
export async function readBytes(request: Request, most: number): Promise<Uint8Array> {
  if (Number(request.headers.get('content-length') ?? 0) > most) throw tooLarge(most);
  if (!request.body) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = request.body.getReader();
  for (;;) {
    const { done, value } = await reader.read().catch(() => {
      throw unreadable('The body broke off.');
    });
    if (done) break;
    size += value.byteLength;
    if (size > most) {
      void reader.cancel().catch(() => undefined);
      throw tooLarge(most);
    }
    chunks.push(value);
  }
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}

const jsonType = /^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i;
const otherCharset = /;\s*charset\s*=\s*(?!"?utf-?8"?\s*(?:;|$))/i;

/** A body of JSON. A form that a browser sends across sites is not, so nobody is made to send one. */
export async function readJson(request: Request, most: number): Promise<unknown> {
  const type = request.headers.get('content-type') ?? '';
  const encoding = request.headers.get('content-encoding') ?? 'identity';
  if (!jsonType.test(type) || otherCharset.test(type) || encoding.toLowerCase() !== 'identity') {
    const detail = 'Send JSON in UTF-8, as application/json, not compressed.';
    throw new ProblemError(problemOf(415, 'unsupported_media_type', detail));
  }
  const bytes = await readBytes(request, most);
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown;
  } catch {
    throw unreadable('The body is no JSON in UTF-8.');
  }
}
