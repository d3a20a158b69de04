import type { Collection, DocumentStore, StoredDocument } from '@onethread/documents';
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

/** Tries at a compare-and-set before it counts as a fault. */
const MAX_TRIES = 10;

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
    return this.#documents.getMany(agentIds);
  }

  /** Has anybody a password? */
  async anyPassword(): Promise<boolean> {
    return (await this.#documents.count({ index: 'byPasswordSetAt' }, 1)) > 0;
  }

  /** Changes what is kept of an agent, from exactly its present state; `change` throws to refuse. */
  async update(agentId: string, change: (login: Omit<Login, 'rev'>) => Omit<Login, 'rev'>): Promise<void> {
    for (let attempt = 0; attempt < MAX_TRIES; attempt++) {
      const known = await this.#documents.get(agentId);
      const changed = change(known ?? { _id: agentId, disabled: false, usedInvites: [] });
      if (known === undefined) {
        if ((await this.#documents.insert(changed)).outcome === 'inserted') return;
      } else if ((await this.#documents.replace({ ...changed, rev: known.rev })).outcome === 'applied') return;
    }
    throw new Error('a login kept changing');
  }
}
