import { IntakeUnavailableError } from '@onethread/channel-kit';
import type { IdentityRef } from '@onethread/contracts';
import type { Collection, DocumentStore, StoredDocument } from '@onethread/documents';

/** Keyword messages remembered per person, so that a late repeat of an old STOP does not undo a newer START. */
const MAX_HANDLED = 20;
const MAX_TRIES = 10;

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
    for (let attempt = 0; attempt < MAX_TRIES; attempt += 1) {
      if (await this.#trySet(identityId, blocked, cause)) return;
    }
    throw new IntakeUnavailableError('the opt-out could not be kept');
  }

  async #trySet(id: string, optedOut: boolean, cause: string): Promise<boolean> {
    const known = await this.#collection.get(id);
    if (known === undefined) {
      return (await this.#collection.insert({ _id: id, optedOut, handled: [cause] })).outcome === 'inserted';
    }
    if (known.handled.includes(cause)) return true;
    const handled = [...known.handled, cause].slice(-MAX_HANDLED);
    return (await this.#collection.replace({ ...known, optedOut, handled })).outcome === 'applied';
  }
}
