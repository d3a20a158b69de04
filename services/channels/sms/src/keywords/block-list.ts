import type { IdentityRef } from '@onethread/contracts';
import { changeDocument, type Collection, type DocumentStore, type StoredDocument } from '@onethread/documents';

/** Keyword messages remembered per person, so that a late repeat of an old STOP does not undo a newer START. */
const MAX_HANDLED = 20;

interface OptOut extends StoredDocument {
  readonly optedOut: boolean;
  /** Ids of the keyword messages, newest last. */
  readonly handled: readonly string[];
}

/** Who must not be written to from which of our numbers: an identity is just that pair. */
export class BlockList {
  readonly #collection: Collection<OptOut>;

  static async open(documents: DocumentStore): Promise<BlockList> {
    return new BlockList(await documents.collection<OptOut>({ name: 'opt_outs' }));
  }

  private constructor(collection: Collection<OptOut>) {
    this.#collection = collection;
  }

  async isBlocked({ identityId }: IdentityRef): Promise<boolean> {
    return (await this.#collection.get(identityId))?.optedOut === true;
  }

  /** Durable when it resolves; the same message again changes nothing. Throws what the store throws. */
  async set({ identityId }: IdentityRef, blocked: boolean, cause: string): Promise<void> {
    await changeDocument(this.#collection, {
      id: identityId,
      make: (known) => {
        if (known?.handled.includes(cause)) return known;
        const handled = [...(known?.handled ?? []), cause].slice(-MAX_HANDLED);
        return { _id: identityId, optedOut: blocked, handled };
      },
    });
  }
}
