import { randomUUID } from 'node:crypto';
import { MongoClient } from 'mongodb';
import { documentStoreContract } from '../document-store.contract.ts';
import { openMongoDocumentStore } from './open-mongo-document-store.ts';

const uri = 'mongodb://127.0.0.1:27217/?replicaSet=secantus';

documentStoreContract('MongoDB', async () => {
  const database = `documents_${randomUUID().slice(0, 8)}`;
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
      const client = new MongoClient(uri);
      await client.db(database).dropDatabase();
      await client.close();
    },
  };
});
