import type { InboundDraft } from '@onethread/channel-kit';
import type { IdentityRef } from '@onethread/contracts';
import type { Collection, DocumentStore, StoredDocument } from '@onethread/documents';

/** After its window nobody is shown that we type. */
const KEPT_MS = 7 * 24 * 3600 * 1000;

interface LastMessage extends StoredDocument {
  readonly wamid: string;
  readonly at: number;
  readonly expiresAt: number;
}

/** The last message of each person: WhatsApp shows typing and reading only in answer to one. Best effort throughout. */
export class LastMessages {
  readonly #collection: Collection<LastMessage>;
  readonly #now: () => number;

  static async open(documents: DocumentStore, now: () => number): Promise<LastMessages> {
    const collection = await documents.collection<LastMessage>({ name: 'last_messages', expiresAtField: 'expiresAt' });
    return new LastMessages(collection, now);
  }

  private constructor(collection: Collection<LastMessage>, now: () => number) {
    this.#collection = collection;
    this.#now = now;
  }

  async note({ identity, providerMessageId: wamid, ...draft }: InboundDraft): Promise<void> {
    const at = 'providerTime' in draft ? (draft.providerTime ?? 0) : 0;
    const next = { _id: identity.identityId, wamid, at, expiresAt: this.#now() + KEPT_MS };
    try {
      const known = await this.#collection.get(next._id);
      if (known === undefined) await this.#collection.insert(next);
      else if (known.at <= at) await this.#collection.replace({ ...next, rev: known.rev });
    } catch {
      // The next message is noted again.
    }
  }

  /** Undefined when nothing was received lately. */
  async of(identity: IdentityRef): Promise<string | undefined> {
    return (await this.#collection.get(identity.identityId))?.wamid;
  }
}
