import type { Collection, DocumentStore, StoredDocument, CollectionDefinition } from '@onethread/documents';

/** A look-up by content must tell two equal texts apart for as long as replies are reconciled. */
const KEPT_MS = 14 * 24 * 3600 * 1000;
/** Sends whose absence at the provider is being watched. */
const MAX_WATCHED = 10_000;

interface KnownSend extends StoredDocument {
  readonly providerMessageId: string;
  readonly expiresAt: number;
}

export const knownSendsCollection = {
  name: 'known_sends',
  indexes: { byProviderMessageId: { fields: ['providerMessageId'] } },
  expiresAtField: 'expiresAt',
} as const satisfies CollectionDefinition;

/**
 * Which provider's message each of our calls became, as answers, echoes and callbacks tell it: what reconciling asks
 * first, and what keeps it from taking one of two equal texts for the other.
 */
export class KnownSends {
  readonly #collection: Collection<KnownSend>;
  readonly #now: () => number;
  readonly #missingSince = new Map<string, number>();

  static async open(documents: DocumentStore, now: () => number): Promise<KnownSends> {
    return new KnownSends(await documents.collection<KnownSend>(knownSendsCollection), now);
  }

  private constructor(collection: Collection<KnownSend>, now: () => number) {
    this.#collection = collection;
    this.#now = now;
  }

  /** The first word stands. Throws what the store throws. */
  async remember(sendId: string, providerMessageId: string): Promise<void> {
    this.#missingSince.delete(sendId);
    await this.#collection.insert({ _id: sendId, providerMessageId, expiresAt: this.#now() + KEPT_MS });
  }

  async providerMessageIdOf(sendId: string): Promise<string | undefined> {
    return (await this.#collection.get(sendId))?.providerMessageId;
  }

  /** Whether this provider's message came of another call than this one. */
  async belongsToAnother(providerMessageId: string, sendId: string): Promise<boolean> {
    const { documents } = await this.#collection.find({
      index: 'byProviderMessageId',
      equals: [providerMessageId],
      limit: 10,
    });
    return documents.length > 0 && !documents.some(({ _id }) => _id === sendId);
  }

  /** Notes that the provider does not show this call, and tells for how long now (ms; 0 at the first look). */
  missingFor(sendId: string): number {
    const since = this.#missingSince.get(sendId) ?? this.#now();
    if (this.#missingSince.size < MAX_WATCHED) this.#missingSince.set(sendId, since);
    return this.#now() - since;
  }
}
