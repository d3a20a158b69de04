import { identityIdOfCustomer } from '@onethread/contracts';
import type { Entry, EntryId, EntryKind, IdentityId } from '@onethread/contracts';
import { recentMap } from '@onethread/runtime';
import { itemOf, type Item, type ProviderSource } from '../../domain/item.ts';
import { projectItem } from '../../domain/project-item.ts';
import type { Collections } from '../../stores/collections.ts';
import type { IdentityDocument } from '../../stores/identity-documents.ts';
import { entryById } from '../../stores/read-entries.ts';
import { identitiesById, knownIdentity } from './identities-by-id.ts';

/** An item after an entry, before the viewer's watermarks. */
export interface TouchedItem {
  readonly item: Item;
  /** Of the identity that wrote it or to which it went. */
  readonly source: ProviderSource | undefined;
}

/** Followers of one thread ask for the same entry at the same time. */
const MAX_SHARED = 2000;
const MAX_RECENT_ITEMS = 5000;
const MAX_CHANGES_PER_ITEM = 8;
/** A message that its provider dates this long before its place (ms) may fill in a placeholder that stands elsewhere. */
const LATE_MS = 60_000;

/**
 * What entries do to items. An entry that makes an item says all by itself: no read. One that changes an item is applied
 * to the stored one, together with the other changes of the last moments: the store's projection may still be on its
 * way when an entry is announced, and merging an entry twice is the same as once.
 */
export class TouchedItems {
  readonly #collections: Collections;
  readonly #shared = recentMap<string, Promise<TouchedItem | undefined>>(MAX_SHARED);
  readonly #changes = recentMap<EntryId, readonly Entry[]>(MAX_RECENT_ITEMS);

  constructor(collections: Collections) {
    this.#collections = collections;
  }

  /** Remembers a change that was announced. */
  note(entry: Entry): void {
    if (entry.body.kind === 'erased') return this.forget(entry);
    const id = itemOf(entry);
    if (id === undefined || isWhole(entry)) return;
    this.#changes.set(id, [...(this.#changes.get(id) ?? []), entry].slice(-MAX_CHANGES_PER_ITEM));
  }

  /** Nothing that was said before is kept: of whom it was is not told apart. */
  forget({ customerId }: Entry): void {
    this.#shared.clear();
    this.#changes.clear();
    this.#collections.memory.identities.delete(identityIdOfCustomer(customerId));
  }

  /** The item that a live entry makes or changes; `undefined` where it touches none. At once where nothing has to be read. */
  one(entry: Entry): TouchedItem | undefined | Promise<TouchedItem | undefined> {
    if (itemOf(entry) === undefined) return undefined;
    const made = this.#made(entry);
    if (made !== undefined) return made;
    const key = `${entry.streamId}#${entry.n}`;
    const known = this.#shared.get(key);
    if (known !== undefined) return known;
    const reading = this.many([entry]).then(([touched]) => touched);
    this.#shared.set(key, reading);
    reading.catch(() => this.#shared.delete(key));
    return reading;
  }

  /** The items that entries (of one stream, in order) touch, each once, in their present state. */
  async many(entries: readonly Entry[]): Promise<readonly TouchedItem[]> {
    const byItem = Map.groupBy(entries, itemOf);
    byItem.delete(undefined);
    const ids = [...byItem.keys()] as EntryId[];
    if (ids.length === 0) return [];
    const stored = new Map((await this.#collections.items.getMany(ids)).map((item) => [item._id, item as Item]));
    const touched: Item[] = [];
    for (const id of ids) {
      const changes = [...(byItem.get(id) ?? []), ...(this.#changes.get(id) ?? [])];
      const item = await this.#present(id, stored.get(id), changes);
      if (item !== undefined) touched.push(item);
    }
    const identities = await identitiesById(
      this.#collections,
      touched.map((item) => item.identityId),
    );
    return touched.map((item) => ({ item, source: item.identityId && identities.get(item.identityId) }));
  }

  #made(entry: Entry): TouchedItem | undefined {
    if (!isWhole(entry)) return undefined;
    const identityId = namedIdentity(entry);
    const identity = identityId && knownIdentity(this.#collections, identityId);
    if (identityId !== undefined && identity === undefined) return undefined;
    const item = projectItem(undefined, entry, identity);
    return item && { item, source: identity };
  }

  async #present(id: EntryId, stored: Item | undefined, changes: readonly Entry[]): Promise<Item | undefined> {
    const all = [...changes];
    // Not projected yet, and its own entry was announced before we listened.
    if (stored === undefined && !all.some((entry) => entry.entryId === id)) {
      const own = await entryById(this.#collections, id);
      if (own !== undefined) all.unshift(own);
    }
    const source = await this.#sourceOf(all);
    return all.reduce<Item | undefined>((item, entry) => projectItem(item, entry, source(entry)), stored);
  }

  async #sourceOf(entries: readonly Entry[]): Promise<(entry: Entry) => IdentityDocument | undefined> {
    const identities = await identitiesById(this.#collections, entries.map(namedIdentity));
    return (entry) => {
      const id = namedIdentity(entry);
      return id && identities.get(id);
    };
  }
}

/** Entries that are their item from the first moment and stay it. */
const MAKING_KINDS: ReadonlySet<EntryKind> = new Set<EntryKind>([
  'reply',
  'note',
  'resolved',
  'reopened',
  'snoozed',
  'woken',
  'assigned',
  'released',
  'standing',
]);

/** The entry is all there is of its item: nothing that stands elsewhere takes part. */
function isWhole({ body, at }: Entry): boolean {
  if (body.kind !== 'message') return MAKING_KINDS.has(body.kind);
  return body.itemId === undefined && body.providerTime !== undefined && at / 1000 - body.providerTime < LATE_MS;
}

function namedIdentity({ body }: Entry): IdentityId | undefined {
  return 'identityId' in body ? body.identityId : undefined;
}
