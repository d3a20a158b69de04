import type { Collection, CollectionDefinition, DocumentStore, StoredDocument } from '@onethread/documents';
import { reachBackend, type ReachOptions } from './reach-backend.ts';

/**
 * A store whose collections are declared for as long as it takes: a server that is busy or away while services start is
 * waited for, as it is when it is opened. Throws as `reachBackend` does.
 */
export function patientStore(
  store: DocumentStore,
  { name, settings }: { readonly name: string; readonly settings: string },
  options: ReachOptions,
): DocumentStore {
  return {
    description: store.description,
    async collection<D extends StoredDocument>(definition: CollectionDefinition): Promise<Collection<D>> {
      const open = async () => ({ declared: await store.collection<D>(definition), close: () => Promise.resolve() });
      return (await reachBackend({ name, settings, open }, options)).declared;
    },
    close: () => store.close(),
  };
}
