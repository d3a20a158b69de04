import { openSqliteDocumentStore } from '@onethread/documents';
import { searchIndexContract } from '../search-index.contract.ts';
import { openDocumentSearchIndex } from './open-document-search-index.ts';

searchIndexContract('tokens in SQLite documents', async () => {
  const documents = await openSqliteDocumentStore({ file: ':memory:' });
  return { index: await openDocumentSearchIndex(documents), dispose: () => documents.close() };
});
