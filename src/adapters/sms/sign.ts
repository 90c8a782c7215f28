import { hex } from '../messages/hex.js';

/** `t=<unix seconds>,v1=<hex of the HMAC-SHA256 over "seconds.body">`: the time is signed, so that an old call is known. */
export async function sign(body: string, secret: string, now: number): Promise<string> {
  const seconds = Math.floor(now / 1000);
  const text = new TextEncoder();
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', text.encode(secret), algorithm, false, ['sign']);
  const mac = await crypto.subtle.sign('HMAC', key, text.encode(`${seconds}.${body}`));
  return `t=${seconds},v1=${hex(mac)}`;
}
