import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { MongoClient } from 'mongodb';
import { mongoForTests, ownName } from '@onethread/test-servers';
import { waitFor } from '@onethread/testkit';
import { StoreMisconfiguredError } from '../errors.ts';
import { applyIndexes, planIndexes } from './index-plan.ts';
import { openMongoDocumentStore } from './open-mongo-document-store.ts';
import { expiryField } from './stored-document.ts';
import { dropDatabase } from './testing/drop-database.ts';
import type { CollectionDefinition } from '../document-store.ts';
import type { MongoDocumentStore } from './mongo-document-store.ts';

const definitions: readonly CollectionDefinition[] = [
  {
    name: 'things',
    indexes: { by_key: { fields: ['key'], unique: true }, by_word: { fields: ['words'], multi: true } },
  },
  { name: 'visits', expiresAtField: 'until' },
];
const all = [
  { collection: 'things', index: 'by_key', unique: true },
  { collection: 'things', index: 'by_word', unique: false },
  { collection: 'visits', index: 'expiry:until', unique: false },
];
const mongo = await mongoForTests();

void describe('MongoDB indexes', { skip: 'missing' in mongo ? mongo.missing : false }, () => {
  if ('missing' in mongo) return;
  const { uri } = mongo;
  const database = ownName('indexes');
  let store: MongoDocumentStore;

  before(async () => {
    store = await openMongoDocumentStore({ uri, database, createIndexes: false });
  });
  after(async () => {
    await store.close();
    await dropDatabase(uri, database);
  });

  test('a store that may not create indexes refuses a collection until an operator has created them', async () => {
    const [things] = definitions;
    assert.ok(things !== undefined);
    assert.deepEqual(await planIndexes(store, definitions), { missing: all, contradictions: [] });
    await assert.rejects(store.collection(things), (error) => {
      assert.ok(error instanceof StoreMisconfiguredError && error.reason === 'indexes-missing');
      return /things lacks its indexes by_key, by_word: run/.test(error.message);
    });
    assert.deepEqual(await applyIndexes(store, definitions), { missing: all, contradictions: [] });
    assert.deepEqual(await planIndexes(store, definitions), { missing: [], contradictions: [] });
    assert.deepEqual(await applyIndexes(store, definitions), { missing: [], contradictions: [] });
    const collection = await store.collection(things);
    await collection.insert({ _id: 'a', key: 1 } as { _id: string });
    assert.deepEqual(await collection.insert({ _id: 'b', key: 1 } as { _id: string }), {
      outcome: 'exists',
      index: 'by_key',
    });
  });

  test('a changed definition is told and nothing of it is carried out', async () => {
    const changed = [{ name: 'things', indexes: { by_key: { fields: ['key', 'at'] }, by_more: { fields: ['more'] } } }];
    for (const work of [planIndexes, applyIndexes]) {
      const { missing, contradictions } = await work(store, changed);
      assert.deepEqual(missing, []);
      assert.match(contradictions.join('\n'), /^things\.by_key is stored with another definition$/);
    }
    const { missing } = await planIndexes(store, definitions);
    assert.deepEqual(missing, []);
  });

  test('replicas that start together create the same indexes side by side', async () => {
    const stores = await Promise.all([1, 2, 3].map(() => openMongoDocumentStore({ uri, database })));
    const together = {
      name: 'together',
      indexes: { by_key: { fields: ['key'], unique: true }, by_at: { fields: ['at'] } },
    };
    await Promise.all(stores.map((replica) => replica.collection(together)));
    assert.deepEqual((await planIndexes(store, [together])).missing, []);
    await Promise.all(stores.map((replica) => replica.close()));
  });

  test('an index of another kind in the place of ours is told, not replaced', async () => {
    const client = new MongoClient(uri);
    await client.db(database).collection('handmade').createIndex({ key: -1 }, { name: 'by_key' });
    await client.close();
    const { contradictions } = await applyIndexes(store, [
      { name: 'handmade', indexes: { by_key: { fields: ['key'] } } },
    ]);
    assert.match(contradictions.join('\n'), /handmade\.by_key is there with another definition/);
  });

  test('documents that were there before their collection had a time of expiry get one', async () => {
    const open = await openMongoDocumentStore({ uri, database });
    const client = new MongoClient(uri);
    try {
      const untimed = await open.collection({ name: 'older' });
      const far = Date.now() + 3_600_000;
      await untimed.insertMany([{ _id: 'timed', until: far } as { _id: string }, { _id: 'timeless' }]);
      const timed = await open.collection<{ _id: string; rev: number }>({ name: 'older', expiresAtField: 'until' });
      const raw = client.db(database).collection<{ _id: string }>('older');
      const date = expiryField('until');
      await waitFor(async () => (await raw.countDocuments({ [date]: new Date(far) })) === 1, { describe: 'the date' });
      assert.deepEqual(await timed.getMany(['timed', 'timeless']), [
        { _id: 'timed', rev: 1, until: far },
        { _id: 'timeless', rev: 1 },
      ]);
    } finally {
      await open.close();
      await client.close();
    }
  });
});
