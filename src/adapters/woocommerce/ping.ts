import type { Parcel } from '../webhook/parcel.js';
import { headers } from './headers.js';

/** Longer bodies are not even looked at. */
const longest = 40;

/** The unsigned form that is sent when a webhook is saved, and nothing else: it says that a webhook exists, no more. */
export function isPing({ bytes, header }: Parcel): boolean {
  const named = header([...headers.signature, ...headers.topic]);
  if (named !== null || bytes.length > longest) return false;
  return /^webhook_id=\d{1,20}$/.test(new TextDecoder().decode(bytes));
}
