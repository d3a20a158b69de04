import { describe } from 'node:test';
import { openMongoDocumentStore } from '@onethread/documents';
import { mongoForTests, ownName } from '@onethread/test-servers';
import { searchIndexContract } from '../search-index.contract.ts';
import { openDocumentSearchIndex } from './open-document-search-index.ts';

const mongo = await mongoForTests();

void describe('MongoDB', { skip: 'missing' in mongo ? mongo.missing : false }, () => {
  if ('missing' in mongo) return;
  const { uri, description } = mongo;
  searchIndexContract(`tokens in ${description}`, async () => {
    const documents = await openMongoDocumentStore({ uri, database: ownName('search') });
    return { index: await openDocumentSearchIndex(documents), dispose: () => documents.close() };
  });
});
