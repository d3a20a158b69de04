import { createHash } from 'node:crypto';
import { changeDocument, type Collection, type DocumentStore, type StoredDocument } from '@onethread/documents';
import { mailboxKey, type ImapMailbox } from './mailbox-settings.ts';

const DAY_MS = 86_400_000;

/** How far a mailbox has been read, and who reads it. */
export interface MailboxPlace extends StoredDocument {
  /** Absent: nobody has looked into it yet. */
  readonly uidValidity?: string;
  /** The highest UID whose mail is on the log (or never to be taken). */
  readonly lastUid: number;
  /** Epoch ms. Mails that came before are never taken. */
  readonly since: number;
  /** Epoch ms: all that had come until then was taken. */
  readonly lookedAt: number;
  readonly holder: string;
  /** Epoch ms; past: whoever comes may read it. */
  readonly heldUntil: number;
}

/** Thrown when another process reads the mailbox now. */
export class MailboxTakenOverError extends Error {
  readonly code = 'mailbox-taken-over';
}

export interface ClaimTerms {
  /** Names this process. */
  readonly holder: string;
  readonly leaseMs: number;
  /** Epoch ms. */
  readonly now: () => number;
  /** For a mailbox that was never looked into: mails older than so many days are not taken; 0: only those to come. */
  readonly firstDays: number;
}

/** One document a mailbox: the place in it and the lease, so that whoever lost the lease cannot move the place. */
export class MailboxPlaces {
  readonly #places: Collection<MailboxPlace>;

  private constructor(places: Collection<MailboxPlace>) {
    this.#places = places;
  }

  static async open(documents: DocumentStore): Promise<MailboxPlaces> {
    return new MailboxPlaces(await documents.collection<MailboxPlace>({ name: 'imap_mailboxes' }));
  }

  /** Undefined: another process reads it. */
  async claim(mailbox: ImapMailbox, terms: ClaimTerms): Promise<MailboxClaim | undefined> {
    const { holder, leaseMs, firstDays, now: clock } = terms;
    const now = clock();
    const _id = createHash('sha256').update(mailboxKey(mailbox)).digest('hex').slice(0, 32);
    const lease = { holder, heldUntil: now + leaseMs };
    const present = await this.#places.get(_id);
    if (present === undefined) {
      const first = { _id, lastUid: 0, since: now - firstDays * DAY_MS, lookedAt: now, ...lease };
      const { outcome } = await this.#places.insert(first);
      return outcome === 'inserted' ? new MailboxClaim(this.#places, { ...first, rev: 1 }, terms) : undefined;
    }
    if (present.holder !== holder && present.heldUntil > now) return undefined;
    const result = await this.#places.replace({ ...present, ...lease });
    return result.outcome === 'applied' ? new MailboxClaim(this.#places, result.document, terms) : undefined;
  }
}

/** The right to read a mailbox. Each write renews it; each throws `MailboxTakenOverError` once it is lost. */
export class MailboxClaim {
  readonly #places: Collection<MailboxPlace>;
  readonly #terms: ClaimTerms;
  #place: MailboxPlace;
  #writing: Promise<unknown> = Promise.resolve();

  constructor(places: Collection<MailboxPlace>, place: MailboxPlace, terms: ClaimTerms) {
    this.#places = places;
    this.#place = place;
    this.#terms = terms;
  }

  get place(): MailboxPlace {
    return this.#place;
  }

  /** Durable when it resolves. */
  move(to: Partial<Pick<MailboxPlace, 'uidValidity' | 'lastUid' | 'lookedAt'>>): Promise<void> {
    return this.#write(() => ({ ...to, heldUntil: this.#terms.now() + this.#terms.leaseMs }));
  }

  renew(): Promise<void> {
    return this.move({});
  }

  /** Others need not wait until the lease is over. */
  release(): Promise<void> {
    return this.#write(() => ({ heldUntil: 0 }));
  }

  /** One after the other: the renewal's timer must not clash with the place's next step. */
  #write(change: () => Partial<MailboxPlace>): Promise<void> {
    const written = this.#writing.then(() => this.#replace(change()));
    this.#writing = written.catch(() => {});
    return written;
  }

  async #replace(change: Partial<MailboxPlace>): Promise<void> {
    const { document = this.#place } = await changeDocument(this.#places, {
      id: this.#place._id,
      believed: { document: this.#place },
      make: (known) => {
        if (known?.holder === this.#terms.holder) return { ...known, ...change };
        throw new MailboxTakenOverError('another process reads this mailbox');
      },
    });
    this.#place = document;
  }
}
