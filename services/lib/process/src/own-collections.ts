import type { Collection, CollectionDefinition, DocumentStore, StoredDocument } from '@onethread/documents';

/**
 * A service's own database inside a file that several share: its collections carry its name in front, and it cannot open
 * others'. Sharing a file means one worker thread and one commit for all of them. Closing is the owner's business.
 */
export function ownCollections(shared: DocumentStore, owner: string): DocumentStore {
  const prefix = `${owner.replaceAll('-', '_')}__`;
  return {
    description: shared.description,
    collection: <D extends StoredDocument>(definition: CollectionDefinition): Promise<Collection<D>> =>
      shared.collection<D>({ ...definition, name: `${prefix}${definition.name}` }),
    close: () => Promise.resolve(),
  };
}
