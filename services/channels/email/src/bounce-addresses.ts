import { createHash } from 'node:crypto';
import { mailboxOf, tagOf, withTag } from './addresses.ts';
import { readSignedId, signedId, type SignedIdForm } from './signed-id.ts';

/** `bounces+b_<base32(80 bits of the Message-ID’s hash, 80 bits of HMAC)>@…`: names one mail of ours and proves that it is. */
const TAG = /^b_([a-z2-7]{32})$/;
const PURPOSE = 'bounce-address';
const FORM: SignedIdForm = { idBytes: 10, proofBytes: 10 };
/** Longest part before the @ of an address to which such a tag can be added (RFC 5321: 64 in all). */
export const MAX_BOUNCE_LOCAL_PART = 64 - 1 - 2 - 32;

/** Envelope senders by which whatever a server sends back names the mail that it is about, whatever else it leaves out. */
export class BounceAddresses {
  readonly #key: Uint8Array;
  readonly #address: string;

  constructor(key: Uint8Array, address: string) {
    this.#key = key;
    this.#address = address;
  }

  addressFor(messageId: string): string {
    const id = Buffer.from(bounceIdOf(messageId), 'hex');
    return withTag(this.#address, `b_${signedId(this.#key, PURPOSE, id, FORM)}`);
  }

  /** The `bounceIdOf` of the mail that an address names, if the signature in it is ours. */
  bounceIdIn(address: string): string | undefined {
    if (mailboxOf(address, [this.#address]) === undefined) return undefined;
    const token = TAG.exec(tagOf(address) ?? '')?.[1];
    return token === undefined ? undefined : readSignedId(this.#key, PURPOSE, token, FORM)?.toString('hex');
  }
}

/** The short name of a mail of ours. */
export function bounceIdOf(messageId: string): string {
  return createHash('sha256')
    .update(messageId)
    .digest('hex')
    .slice(0, FORM.idBytes * 2);
}
