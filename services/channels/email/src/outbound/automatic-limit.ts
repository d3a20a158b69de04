import type { OutboundMessage } from '@onethread/contracts';
import { changeDocument, type Collection, type DocumentStore, type StoredDocument } from '@onethread/documents';

const HOUR = 3_600_000;
/** Mails that no agent wrote, to one address within an hour: more means that two programs talk to each other. */
const MOST_AN_HOUR = 10;
/**
 * One automatic answer to one person in one conversation within this time (RFC 3834, 2: whoever writes again soon knows it
 * already). Copies are agents' words and are not held back by it, nor do they hold anything back.
 */
const ONE_ANSWER_MS = 24 * HOUR;

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

type AutomaticMail = Pick<OutboundMessage, 'identity' | 'entryId' | 'conversationId' | 'copyOf'>;

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
  async enter(mail: AutomaticMail, now: number): Promise<AutomaticVerdict> {
    const id = mail.identity.identityId;
    let verdict: AutomaticVerdict = 'too-many';
    // Whoever is faster counted a mail to the same person, so that contention ends with 'too-many'.
    await changeDocument(this.#mails, {
      id,
      make: (known) => {
        const recent = (known?.sent ?? []).filter(({ at }) => now - at < ONE_ANSWER_MS);
        verdict = verdictOn(mail, recent, now);
        if (verdict !== 'may-go' || isAmong(recent, mail)) return known;
        return { _id: id, sent: [...recent, counted(mail, now)], expiresAt: now + ONE_ANSWER_MS };
      },
    });
    return verdict;
  }
}

function verdictOn(mail: AutomaticMail, recent: readonly Counted[], now: number): AutomaticVerdict {
  if (isAmong(recent, mail)) return 'may-go';
  if (recent.filter(({ at }) => now - at < HOUR).length >= MOST_AN_HOUR) return 'too-many';
  const isAnswered = recent.some(({ answered }) => answered === mail.conversationId);
  return mail.copyOf === undefined && isAnswered ? 'answered-already' : 'may-go';
}

function isAmong(recent: readonly Counted[], { entryId }: AutomaticMail): boolean {
  return recent.some((one) => one.entryId === entryId);
}

function counted({ entryId, conversationId, copyOf }: AutomaticMail, now: number): Counted {
  return { entryId, at: now, ...(copyOf === undefined ? { answered: conversationId } : {}) };
}
