import { createHmac, timingSafeEqual } from 'node:crypto';
import { base32, fromBase32 } from './base32.ts';

/** What an address or a link names: how long its id is, and how much of the proof stands behind it (bytes, 5 and 5 in all). */
export interface SignedIdForm {
  readonly idBytes: number;
  readonly proofBytes: number;
}

/** base32(id, HMAC): an id that proves that we wrote it, for one purpose alone. */
export function signedId(key: Uint8Array, purpose: string, id: Uint8Array, { proofBytes }: SignedIdForm): string {
  return base32(Buffer.concat([id, proofOf(key, purpose, id, proofBytes)]));
}

/**
 * The id in `letters`, as many of the alphabet's as `form` has; undefined where the proof is none of ours, in a time that
 * tells nothing of where it differs.
 */
export function readSignedId(
  key: Uint8Array,
  purpose: string,
  letters: string,
  { idBytes, proofBytes }: SignedIdForm,
): Buffer | undefined {
  const bytes = fromBase32(letters);
  const id = bytes.subarray(0, idBytes);
  return timingSafeEqual(bytes.subarray(idBytes), proofOf(key, purpose, id, proofBytes)) ? id : undefined;
}

function proofOf(key: Uint8Array, purpose: string, id: Uint8Array, bytes: number): Buffer {
  return createHmac('sha256', key).update(`${purpose}\n`).update(id).digest().subarray(0, bytes);
}
