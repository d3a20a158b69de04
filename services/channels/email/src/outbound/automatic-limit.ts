import type { OutboundMessage } from '@onethread/contracts';
import type { Collection, DocumentStore, StoredDocument } from '@onethread/documents';

const HOUR = 3_600_000;
/** Mails that no agent wrote, to one address within an hour: more means that two programs talk to each other. */
const MOST_AN_HOUR = 10;
/**
 * One automatic answer to one person in one conversation within this time (RFC 3834, 2: whoever writes again soon knows it
 * already). Copies are agents' words and are not held back by it, nor do they hold anything back.
 */
const ONE_ANSWER_MS = 24 * HOUR;
/** Conflicts in a row; each means that another one was counted. */
const MAX_ROUNDS = 20;

interface Counted {
  /** An agent's "send again" is the same mail. */
  readonly entryId: string;
  readonly at: number;
  /** In which it was an automatic answer; absent of copies. */
  readonly answered?: string;
}

interface AutomaticMails extends StoredDocument {
  /** Oldest first; none older than `ONE_ANSWER_MS`, so 240 at most. */
  readonly sent: readonly Counted[];
  readonly expiresAt: number;
}

/** What may be sent automatically: `too-many` to this address within an hour, `answered-already` in this conversation. */
export type AutomaticVerdict = 'may-go' | 'too-many' | 'answered-already';

/** Counts the mails that no agent wrote, by address, over all processes of the channel and their restarts. */
export class AutomaticLimit {
  readonly #mails: Collection<AutomaticMails>;

  constructor(mails: Collection<AutomaticMails>) {
    this.#mails = mails;
  }

  static async open(documents: DocumentStore): Promise<AutomaticLimit> {
    return new AutomaticLimit(
      await documents.collection<AutomaticMails>({ name: 'automatic_mails', expiresAtField: 'expiresAt' }),
    );
  }

  /** Counts one and tells whether it may go; the same mail, tried or sent again, is counted once. */
  async enter(
    {
      identity,
      entryId,
      conversationId,
      copyOf,
    }: Pick<OutboundMessage, 'identity' | 'entryId' | 'conversationId' | 'copyOf'>,
    now: number,
  ): Promise<AutomaticVerdict> {
    const _id = identity.identityId;
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      const known = await this.#mails.get(_id);
      const recent = (known?.sent ?? []).filter(({ at }) => now - at < ONE_ANSWER_MS);
      if (recent.some((one) => one.entryId === entryId)) return 'may-go';
      if (recent.filter(({ at }) => now - at < HOUR).length >= MOST_AN_HOUR) return 'too-many';
      if (copyOf === undefined && recent.some(({ answered }) => answered === conversationId)) return 'answered-already';
      const counted: Counted = { entryId, at: now, ...(copyOf === undefined ? { answered: conversationId } : {}) };
      const changed = { _id, sent: [...recent, counted], expiresAt: now + ONE_ANSWER_MS };
      const isCounted =
        known === undefined
          ? (await this.#mails.insert(changed)).outcome === 'inserted'
          : (await this.#mails.replace({ ...changed, rev: known.rev })).outcome === 'applied';
      if (isCounted) return 'may-go';
    }
    return 'too-many';
  }
}
