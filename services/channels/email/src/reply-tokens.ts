import { createHmac, timingSafeEqual } from 'node:crypto';
import { domainOf, mailboxOf, tagOf, withTag } from './addresses.ts';
import { base32, fromBase32 } from './base32.ts';

/** `support+t_<base32(conversation id, 80 bits of HMAC)>@…`: proves the conversation, never the sender. */
const TAG = /^t_([a-z2-7]{48})$/;
const CONVERSATION = /^v_([0-9a-f]{40})$/;
const CONVERSATION_BYTES = 20;
const PROOF_BYTES = 10;
/** Of the part before the @ (RFC 5321). */
const MAX_LOCAL_PART = 64;

export class ReplyTokens {
  readonly #key: Uint8Array;

  constructor(key: Uint8Array) {
    this.#key = key;
  }

  /** The mailbox's address for answers to this conversation; undefined where it would grow too long for mail servers. */
  addressFor(mailbox: string, conversationId: string): string | undefined {
    const hex = CONVERSATION.exec(conversationId)?.[1];
    if (hex === undefined) return undefined;
    const bytes = Buffer.from(hex, 'hex');
    const address = withTag(mailbox, `t_${base32(Buffer.concat([bytes, this.#proof(mailbox, bytes)]))}`);
    return address.length - domainOf(address).length - 1 > MAX_LOCAL_PART ? undefined : address;
  }

  /** The conversation that an address of this mailbox names, if the token in it is ours. */
  conversationOf(mailbox: string, address: string): string | undefined {
    if (mailboxOf(address, [mailbox]) === undefined) return undefined;
    const token = TAG.exec(tagOf(address) ?? '')?.[1];
    if (token === undefined) return undefined;
    const bytes = fromBase32(token);
    const conversation = bytes.subarray(0, CONVERSATION_BYTES);
    const proof = bytes.subarray(CONVERSATION_BYTES);
    return timingSafeEqual(proof, this.#proof(mailbox, conversation)) ? `v_${conversation.toString('hex')}` : undefined;
  }

  #proof(mailbox: string, conversation: Uint8Array): Buffer {
    const hmac = createHmac('sha256', this.#key).update(`reply-token\n${mailbox}\n`).update(conversation);
    return hmac.digest().subarray(0, PROOF_BYTES);
  }
}
