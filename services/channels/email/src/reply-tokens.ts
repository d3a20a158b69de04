import { mailboxOf, tagOf, withShortTag } from './addresses.ts';
import { readSignedId, signedId, type SignedIdForm } from './signed-id.ts';

/** `support+t_<base32(conversation id, 80 bits of HMAC)>@…`: proves the conversation, never the sender. */
const TAG = /^t_([a-z2-7]{48})$/;
const CONVERSATION = /^v_([0-9a-f]{40})$/;
const FORM: SignedIdForm = { idBytes: 20, proofBytes: 10 };

export class ReplyTokens {
  readonly #key: Uint8Array;

  constructor(key: Uint8Array) {
    this.#key = key;
  }

  /** The mailbox's address for answers to this conversation; undefined where it would grow too long for mail servers. */
  addressFor(mailbox: string, conversationId: string): string | undefined {
    const hex = CONVERSATION.exec(conversationId)?.[1];
    if (hex === undefined) return undefined;
    const token = signedId(this.#key, purposeAt(mailbox), Buffer.from(hex, 'hex'), FORM);
    return withShortTag(mailbox, `t_${token}`);
  }

  /** The conversation that an address of this mailbox names, if the token in it is ours. */
  conversationOf(mailbox: string, address: string): string | undefined {
    if (mailboxOf(address, [mailbox]) === undefined) return undefined;
    const token = TAG.exec(tagOf(address) ?? '')?.[1];
    if (token === undefined) return undefined;
    const conversation = readSignedId(this.#key, purposeAt(mailbox), token, FORM);
    return conversation && `v_${conversation.toString('hex')}`;
  }
}

function purposeAt(mailbox: string): string {
  return `reply-token\n${mailbox}`;
}
