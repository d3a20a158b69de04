import { identityIdOfCustomer, type CustomerId } from '@onethread/contracts';
import type { Collections } from '../../stores/collections.ts';
import type { IdentityDocument } from '../../stores/identity-documents.ts';
import { identitiesById } from '../../use-cases/reading/identities-by-id.ts';
import type { BoardConversation } from './board-terms.ts';

/** Names that are kept; with more, all are forgotten but those that are shown. */
const MAX_NAMES = 5000;
/** Identities that are read together. */
const BATCH = 400;

/** What customers are called of whom a board shows targets: name, else address, as in agents' lists. */
export class CustomerNames {
  readonly #collections: Collections;
  #names = new Map<CustomerId, string>();

  constructor(collections: Collections) {
    this.#collections = collections;
  }

  /** Empty where it was not read. */
  readonly nameOf = ({ customerId }: BoardConversation): string => this.#names.get(customerId) ?? '';

  /** Reads the names that are not known yet; false: all were. Throws the store's errors. */
  async read(conversations: readonly BoardConversation[]): Promise<boolean> {
    const unknown = conversations.filter(({ customerId }) => !this.#names.has(customerId));
    const read = await this.#namesOf(unknown);
    if (this.#names.size + read.size > MAX_NAMES) this.#keepOnly(conversations);
    for (const [customerId, name] of read) this.#names.set(customerId, name);
    return unknown.length > 0;
  }

  /** Reads the names of these again and forgets all others; true: somebody is called something else by now. Throws the store's errors. */
  async renew(conversations: readonly BoardConversation[]): Promise<boolean> {
    const names = await this.#namesOf(conversations);
    const changed = [...names].some(([customerId, name]) => this.#names.get(customerId) !== name);
    this.#names = names;
    return changed;
  }

  #keepOnly(conversations: readonly BoardConversation[]): void {
    const kept = new Map<CustomerId, string>();
    for (const { customerId } of conversations) {
      const name = this.#names.get(customerId);
      if (name !== undefined) kept.set(customerId, name);
    }
    this.#names = kept;
  }

  async #namesOf(conversations: readonly BoardConversation[]): Promise<Map<CustomerId, string>> {
    const names = new Map<CustomerId, string>();
    for (let from = 0; from < conversations.length; from += BATCH) {
      const some = conversations.slice(from, from + BATCH);
      const ids = some.flatMap(({ customerId, lastIdentityId }) => [identityIdOfCustomer(customerId), lastIdentityId]);
      const identities = await identitiesById(this.#collections, ids);
      for (const { customerId, lastIdentityId } of some) {
        const own = identities.get(identityIdOfCustomer(customerId)) ?? identities.get(lastIdentityId);
        names.set(customerId, shownName(own));
      }
    }
    return names;
  }
}

function shownName(identity: IdentityDocument | undefined): string {
  return identity?.name ?? identity?.address ?? identity?.email ?? identity?.phone ?? '';
}
