import type { DocumentStore } from '@onethread/documents';
import type { SearchIndex } from '../search-index.ts';
import { searchCollections, type EntryDocument, type StateDocument } from './collections.ts';
import { DocumentSearchIndex } from './document-search-index.ts';
import { IndexState } from './index-state.ts';

export { searchCollections } from './collections.ts';

/** The index as collections of a document store, which is closed by whoever opened it. */
export async function openDocumentSearchIndex(documents: DocumentStore): Promise<SearchIndex> {
  const [entries, states] = await Promise.all([
    documents.collection<EntryDocument>(searchCollections.entries),
    documents.collection<StateDocument>(searchCollections.state),
  ]);
  return new DocumentSearchIndex({ entries, state: new IndexState(states) }, `tokens in ${documents.description}`);
}
