import { createHmac, timingSafeEqual } from 'node:crypto';
import { domainOf, mailboxOf, tagOf, withTag } from '../addresses.ts';
import { base32, fromBase32 } from '../base32.ts';

/** base32(identity id, 112 bits of HMAC): names one address at one mailbox of ours, holds neither, and is for ever. */
const TOKEN = /^[a-z2-7]{48}$/;
const TAG = /^u_([a-z2-7]{48})$/;
const IDENTITY = /^[0-9a-f]{32}$/;
const IDENTITY_BYTES = 16;
const PROOF_BYTES = 14;
/** Of the part before the @ (RFC 5321). */
const MAX_LOCAL_PART = 64;

/** What a link and an address for unsubscribing carry: whoever has one may say that no copies are to go there, and nothing else. */
export class UnsubscribeTokens {
  readonly #key: Uint8Array;

  constructor(key: Uint8Array) {
    this.#key = key;
  }

  tokenFor(identityId: string): string {
    if (!IDENTITY.test(identityId)) throw new TypeError('not the id of an identity');
    const id = Buffer.from(identityId, 'hex');
    return base32(Buffer.concat([id, this.#proof(id)]));
  }

  /** Undefined where it is none of ours; in a time that tells nothing of where it differs. */
  identityIdOf(token: string): string | undefined {
    if (!TOKEN.test(token)) return undefined;
    const bytes = fromBase32(token);
    const id = bytes.subarray(0, IDENTITY_BYTES);
    return timingSafeEqual(bytes.subarray(IDENTITY_BYTES), this.#proof(id)) ? id.toString('hex') : undefined;
  }

  /** The mailbox's address to which a mail says it; undefined where it would grow too long for mail servers. */
  addressFor(mailbox: string, identityId: string): string | undefined {
    const address = withTag(mailbox, `u_${this.tokenFor(identityId)}`);
    return address.length - domainOf(address).length - 1 > MAX_LOCAL_PART ? undefined : address;
  }

  /** The identity that an address of one of our mailboxes names so. */
  identityIdIn(mailboxes: readonly string[], address: string): string | undefined {
    if (mailboxOf(address, mailboxes) === undefined) return undefined;
    const token = TAG.exec(tagOf(address) ?? '')?.[1];
    return token === undefined ? undefined : this.identityIdOf(token);
  }

  #proof(id: Uint8Array): Buffer {
    return createHmac('sha256', this.#key).update('unsubscribe\n').update(id).digest().subarray(0, PROOF_BYTES);
  }
}
