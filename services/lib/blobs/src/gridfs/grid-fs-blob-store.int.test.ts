import { describe } from 'node:test';
import { openMongoConnection } from '@onethread/documents';
import { mongoForTests, ownName } from '@onethread/test-servers';
import { blobStoreContract } from '../blob-store.contract.ts';
import { openGridFsBlobStore } from '../open-grid-fs-blob-store.ts';

const mongo = await mongoForTests();

void describe('GridFS', { skip: 'missing' in mongo ? mongo.missing : false }, () => {
  if ('missing' in mongo) return;
  const { uri } = mongo;

  blobStoreContract('GridFS', async () => {
    const database = ownName('blobs');
    const open = () => openGridFsBlobStore({ uri, database });
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
        const connection = await openMongoConnection({ uri, database });
        await connection.database.dropDatabase();
        await connection.close();
      },
    };
  });
});
