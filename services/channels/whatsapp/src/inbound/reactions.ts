import { createHash } from 'node:crypto';
import type { InboundDraft } from '@onethread/channel-kit';
import type { IdentityRef } from '@onethread/contracts';
import type { Collection, DocumentStore, StoredDocument } from '@onethread/documents';
import { clip } from '@onethread/meta-graph';
import type { WhatsappMessage } from './schemas.ts';

/** WhatsApp lets people react for a month. */
const KEPT_MS = 60 * 24 * 3600 * 1000;

interface Reaction extends StoredDocument {
  readonly emoji: string;
  readonly expiresAt: number;
}

export interface ReactionDrafts {
  readonly inbound: readonly InboundDraft[];
  /** Once they are durable. */
  readonly remember: () => Promise<void>;
}

/** A reaction takes the place of the person's earlier one, and is taken back without saying which: so each is remembered. */
export class Reactions {
  readonly #collection: Collection<Reaction>;
  readonly #now: () => number;

  static async open(documents: DocumentStore, now: () => number): Promise<Reactions> {
    return new Reactions(await documents.collection<Reaction>({ name: 'reactions', expiresAtField: 'expiresAt' }), now);
  }

  private constructor(collection: Collection<Reaction>, now: () => number) {
    this.#collection = collection;
    this.#now = now;
  }

  /** Throws what makes the provider try again. */
  async draftsOf(
    { id: wamid }: WhatsappMessage,
    reaction: NonNullable<WhatsappMessage['reaction']>,
    identity: IdentityRef,
  ): Promise<ReactionDrafts> {
    const providerMessageId = clip(reaction.message_id, 1000);
    const key = createHash('sha256')
      .update(JSON.stringify([identity.identityId, providerMessageId]))
      .digest('base64url');
    const before = await this.#collection.get(key);
    const emoji = reaction.emoji ? clip(reaction.emoji, 40) : undefined;
    const change = (word: string, active: boolean, what: string): InboundDraft => ({
      type: 'revision',
      identity,
      providerMessageId,
      changeId: `${word}:${wamid}`,
      change: { kind: 'reaction', emoji: what, active },
    });
    const replaced = before !== undefined && before.emoji !== emoji;
    return {
      inbound: [
        ...(replaced ? [change('unreact', false, before.emoji)] : []),
        ...(emoji === undefined ? [] : [change('react', true, emoji)]),
      ],
      remember: async () => {
        if (before !== undefined && replaced) await this.#collection.remove(key, before.rev);
        if (emoji !== undefined) await this.#collection.insert({ _id: key, emoji, expiresAt: this.#now() + KEPT_MS });
      },
    };
  }
}
