import { changeDocument, getAll, type Collection, type DocumentStore, type StoredDocument } from '@onethread/documents';
import type { PasswordHash } from './password-hash.ts';

/** How an agent signs in; the agent itself lives in routing. */
export interface Login extends StoredDocument {
  /** The agent's id. */
  readonly _id: string;
  /** Absent until an invitation was accepted. */
  readonly password?: PasswordHash;
  readonly passwordSetAt?: number;
  readonly disabled: boolean;
  /** Invitations that were used and have not run out. */
  readonly usedInvites: readonly { readonly id: string; readonly expiresAt: number }[];
}

export class Logins {
  readonly #documents: Collection<Login>;

  private constructor(documents: Collection<Login>) {
    this.#documents = documents;
  }

  static async open(store: DocumentStore): Promise<Logins> {
    return new Logins(
      await store.collection<Login>({ name: 'logins', indexes: { byPasswordSetAt: { fields: ['passwordSetAt'] } } }),
    );
  }

  get(agentId: string): Promise<Login | undefined> {
    return this.#documents.get(agentId);
  }

  getMany(agentIds: readonly string[]): Promise<readonly Login[]> {
    return getAll(this.#documents, agentIds);
  }

  /** Has anybody a password? */
  async anyPassword(): Promise<boolean> {
    return (await this.#documents.count({ index: 'byPasswordSetAt' }, 1)) > 0;
  }

  /**
   * Changes what is kept of an agent, from exactly its present state; `change` throws to refuse. It is called again when
   * others were faster or an answer was lost, and gives what it has made itself back as it is.
   */
  async update(agentId: string, change: (login: Omit<Login, 'rev'>) => Omit<Login, 'rev'>): Promise<void> {
    await changeDocument(this.#documents, {
      id: agentId,
      make: (known) => change(known ?? { _id: agentId, disabled: false, usedInvites: [] }),
    });
  }
}
