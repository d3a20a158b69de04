import { describe } from 'node:test';
import { mongoForTests, ownName } from '@onethread/test-servers';
import { documentStoreContract } from '../document-store.contract.ts';
import { openMongoDocumentStore } from './open-mongo-document-store.ts';
import { dropDatabase } from './testing/drop-database.ts';

const mongo = await mongoForTests();

void describe('MongoDB', { skip: 'missing' in mongo ? mongo.missing : false }, () => {
  if ('missing' in mongo) return;
  const { uri, description } = mongo;

  documentStoreContract(description, async () => {
    const database = ownName('documents');
    const open = () => openMongoDocumentStore({ uri, database });
    let store = await open();
    return {
      store,
      reopen: async () => {
        await store.close();
        store = await open();
        return store;
      },
      dispose: async () => {
        await store.close();
        await dropDatabase(uri, database);
      },
    };
  });
});
