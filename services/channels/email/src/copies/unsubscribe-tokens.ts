import { mailboxOf, tagOf, withShortTag } from '../addresses.ts';
import { readSignedId, signedId, type SignedIdForm } from '../signed-id.ts';

/** base32(identity id, 112 bits of HMAC): names one address at one mailbox of ours, holds neither, and is for ever. */
const TOKEN = /^[a-z2-7]{48}$/;
const TAG = /^u_([a-z2-7]{48})$/;
const IDENTITY = /^[0-9a-f]{32}$/;
const PURPOSE = 'unsubscribe';
const FORM: SignedIdForm = { idBytes: 16, proofBytes: 14 };

/** What a link and an address for unsubscribing carry: whoever has one may say that no copies are to go there, and nothing else. */
export class UnsubscribeTokens {
  readonly #key: Uint8Array;

  constructor(key: Uint8Array) {
    this.#key = key;
  }

  tokenFor(identityId: string): string {
    if (!IDENTITY.test(identityId)) throw new TypeError('not the id of an identity');
    return signedId(this.#key, PURPOSE, Buffer.from(identityId, 'hex'), FORM);
  }

  /** Undefined where it is none of ours. */
  identityIdOf(token: string): string | undefined {
    return TOKEN.test(token) ? readSignedId(this.#key, PURPOSE, token, FORM)?.toString('hex') : undefined;
  }

  /** The mailbox's address to which a mail says it; undefined where it would grow too long for mail servers. */
  addressFor(mailbox: string, identityId: string): string | undefined {
    return withShortTag(mailbox, `u_${this.tokenFor(identityId)}`);
  }

  /** The identity that an address of one of our mailboxes names so. */
  identityIdIn(mailboxes: readonly string[], address: string): string | undefined {
    if (mailboxOf(address, mailboxes) === undefined) return undefined;
    const token = TAG.exec(tagOf(address) ?? '')?.[1];
    return token === undefined ? undefined : this.identityIdOf(token);
  }
}
