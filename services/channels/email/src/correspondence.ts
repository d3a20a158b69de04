import { randomBytes } from 'node:crypto';
import type { IdentityRef } from '@onethread/contracts';
import { changeDocument, type Collection, type DocumentStore, type StoredDocument } from '@onethread/documents';
import { bounceIdOf } from './bounce-addresses.ts';
import { LIMITS } from './limits.ts';

/** Most Message-IDs that are remembered of one correspondence, beside the first. */
const RECENT_IDS = 10;
/** Ids that can stand in a header of ours as they are: a line may have 998 characters (RFC 5322). */
const USABLE_ID = /^[\x21-\x7e]{1,400}$/;

/** What mail programs need to show a correspondence as one thread. */
export interface Correspondence extends StoredDocument {
  /** Of the customer's last mail; of our first where the customer never wrote. */
  readonly subject: string;
  /** The first Message-ID. */
  readonly root: string;
  /** The last ones, oldest first, both sides'. */
  readonly recent: readonly string[];
  /** Where answers to the customer's last mail are wanted, if elsewhere and it was proved that they wrote it. */
  readonly answerTo?: string;
}

/** Which reply a Message-ID of ours belongs to: bounces name nothing else. */
export interface SentMail extends StoredDocument {
  readonly identity: IdentityRef;
  readonly entryId: string;
  readonly attempt: number;
  /** Whom it went to, where that is not the identity's own address. */
  readonly sentTo?: string;
  /** Its short name in the address of its envelope. */
  readonly bounceId?: string;
  readonly expiresAt: number;
}

interface Secret extends StoredDocument {
  readonly value: string;
}

/** The channel's own memory: correspondences by identity, mails sent by Message-ID, the key of reply tokens. */
export class Correspondences {
  readonly #threads: Collection<Correspondence>;
  readonly #sent: Collection<SentMail>;

  private constructor(threads: Collection<Correspondence>, sent: Collection<SentMail>) {
    this.#threads = threads;
    this.#sent = sent;
  }

  static async open(documents: DocumentStore): Promise<Correspondences> {
    return new Correspondences(
      await documents.collection<Correspondence>({ name: 'correspondences' }),
      await documents.collection<SentMail>({
        name: 'sent_mails',
        indexes: { byBounceId: { fields: ['bounceId'] } },
        expiresAtField: 'expiresAt',
      }),
    );
  }

  get(identityId: string): Promise<Correspondence | undefined> {
    return this.#threads.get(identityId);
  }

  /**
   * Notes a mail of the customer. A mail that is noted already changes nothing. `answerTo`: where answers to it are wanted,
   * if elsewhere.
   */
  async noteTheirs(identityId: string, messageId: string, subject: string, answerTo?: string): Promise<void> {
    await this.#note(identityId, messageId, () => ({ subject, ...(answerTo === undefined ? {} : { answerTo }) }));
  }

  /** Notes a mail of ours. Its subject counts only where nothing was written before. */
  async noteOurs(identityId: string, messageId: string, subject: string): Promise<void> {
    await this.#note(identityId, messageId, (known) => {
      const { answerTo } = known ?? {};
      return { subject: known?.subject ?? subject, ...(answerTo === undefined ? {} : { answerTo }) };
    });
  }

  async #note(
    identityId: string,
    messageId: string,
    change: (known?: Correspondence) => Pick<Correspondence, 'subject' | 'answerTo'>,
  ): Promise<void> {
    if (!USABLE_ID.test(messageId)) return;
    await changeDocument(this.#threads, {
      id: identityId,
      make: (known) => {
        const { root = messageId, recent = [] } = known ?? {};
        if (known !== undefined && (root === messageId || recent.includes(messageId))) return known;
        return { _id: identityId, root, recent: [...recent, messageId].slice(-RECENT_IDS), ...change(known) };
      },
    });
  }

  /** The person was erased; which mails went to them is known until its time is over, for their bounces. */
  async forget(identityId: string): Promise<void> {
    await this.#threads.remove(identityId);
  }

  /** Before a mail goes out, so that a bounce finds it whatever happens to us. */
  async noteSending(messageId: string, mail: Omit<SentMail, '_id' | 'rev' | 'bounceId' | 'expiresAt'>, now: number) {
    const expiresAt = now + LIMITS.sentMailsKeptMs;
    await this.#sent.insert({ _id: messageId, ...mail, bounceId: bounceIdOf(messageId), expiresAt });
  }

  findSent(messageId: string): Promise<SentMail | undefined> {
    return this.#sent.get(messageId);
  }

  /** By the short name in the address of its envelope. */
  async findReturned(bounceId: string): Promise<SentMail | undefined> {
    const { documents } = await this.#sent.find({ index: 'byBounceId', equals: [bounceId], limit: 1 });
    return documents[0];
  }
}

/** The key of reply tokens: made at the first start, kept for ever, the same for every process of the channel. */
export async function tokenKey(documents: DocumentStore): Promise<Uint8Array> {
  const secrets = await documents.collection<Secret>({ name: 'secrets' });
  const name = 'reply-token-key';
  if ((await secrets.get(name)) === undefined) {
    await secrets.insert({ _id: name, value: randomBytes(32).toString('base64') });
  }
  // Whoever inserted it: all read the one that stands.
  const stored = await secrets.get(name);
  if (stored === undefined) throw new Error('the key of reply tokens could not be read back');
  return Buffer.from(stored.value, 'base64');
}
