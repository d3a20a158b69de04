import type { Collection, DocumentStore, StoredDocument } from '@onethread/documents';

/** Mails that no agent wrote, to one address within an hour: more means that two programs talk to each other. */
const MOST_AN_HOUR = 10;
const HOUR = 3_600_000;
/** Conflicts in a row; each means that another one was counted. */
const MAX_ROUNDS = 20;

interface AutomaticMails extends StoredDocument {
  /** Send ids and when they were counted, oldest first. */
  readonly sent: readonly { readonly sendId: string; readonly at: number }[];
  readonly expiresAt: number;
}

/** Counts the mails that no agent wrote, by address, over all processes of the channel. */
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

  /** Counts one and tells whether it may go; the same `sendId` is counted once. */
  async enter(identityId: string, sendId: string, now: number): Promise<boolean> {
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      const known = await this.#mails.get(identityId);
      const recent = (known?.sent ?? []).filter(({ at }) => now - at < HOUR);
      if (recent.some((one) => one.sendId === sendId)) return true;
      if (recent.length >= MOST_AN_HOUR) return false;
      const changed = { _id: identityId, sent: [...recent, { sendId, at: now }], expiresAt: now + HOUR };
      const isCounted =
        known === undefined
          ? (await this.#mails.insert(changed)).outcome === 'inserted'
          : (await this.#mails.replace({ ...changed, rev: known.rev })).outcome === 'applied';
      if (isCounted) return true;
    }
    return false;
  }
}
