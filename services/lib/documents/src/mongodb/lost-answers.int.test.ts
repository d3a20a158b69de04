import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { mongoForTests, openTcpProxy, ownName } from '@onethread/test-servers';
import { waitFor } from '@onethread/testkit';
import { OutcomeUnknownError, StoreUnavailableError } from '../errors.ts';
import { openMongoDocumentStore } from './open-mongo-document-store.ts';
import { dropDatabase } from './testing/drop-database.ts';
import type { TcpProxy } from '@onethread/test-servers';
import type { Collection, StoredDocument } from '../document-store.ts';
import type { MongoDocumentStore } from './mongo-document-store.ts';

interface Thing extends StoredDocument {
  readonly text?: string;
}

/** Long enough for a slow machine to answer in, short enough to wait for. */
const TIMEOUT_MS = 1500;
const WITHIN_MS = 60_000;

const mongo = await mongoForTests();

void describe('MongoDB, answers lost on the way', { skip: 'missing' in mongo ? mongo.missing : false }, () => {
  if ('missing' in mongo) return;
  const database = ownName('lost_answers');
  let proxy: TcpProxy;
  let store: MongoDocumentStore;
  let things: Collection<Thing>;
  let direct: MongoDocumentStore;
  let sane: Collection<Thing>;

  before(async () => {
    proxy = await openTcpProxy({ to: mongo.node.address });
    const timeouts = ['socket', 'connect', 'serverSelection'].map((of) => `${of}TimeoutMS=${TIMEOUT_MS}`);
    const uri = `mongodb://${proxy.address}/?directConnection=true&${timeouts.join('&')}`;
    store = await openMongoDocumentStore({ uri, database });
    things = await store.collection<Thing>({ name: 'things' });
    direct = await openMongoDocumentStore({ uri: mongo.uri, database });
    sane = await direct.collection<Thing>({ name: 'things' });
  });
  after(async () => {
    await store.close();
    await direct.close();
    await proxy.close();
    await dropDatabase(mongo.uri, database);
  });

  const isWell = async (): Promise<void> => {
    await waitFor(async () => (await store.checkHealth()) === undefined, { describe: 'health', withinMs: WITHIN_MS });
  };

  test('a write whose answers are all lost is unknown, done once, and found by reading', async () => {
    await things.insert({ _id: 'a' });
    const writes = [
      () => things.insert({ _id: 'lost', text: 'once' }),
      () => things.replace({ _id: 'a', rev: 1, text: 'second' }),
      () => things.insertMany([{ _id: 'm 1' }, { _id: 'm 2' }]),
    ];
    for (const write of writes) {
      // Leaves a connection to send by: with answers lost no new one can be opened.
      await isWell();
      proxy.dropAnswers(true);
      await assert.rejects(write(), OutcomeUnknownError);
      proxy.dropAnswers(false);
    }
    await isWell();
    const found = async (): Promise<boolean> => (await things.getMany(['lost', 'm 1', 'm 2'])).length === 3;
    await waitFor(found, { describe: 'what was sent', withinMs: WITHIN_MS });
    assert.deepEqual(await things.insert({ _id: 'lost' }), { outcome: 'exists', index: '_id' });
    assert.deepEqual(await things.getMany(['a', 'lost']), [
      { _id: 'a', rev: 2, text: 'second' },
      { _id: 'lost', rev: 1, text: 'once' },
    ]);
  });

  test('a write whose first answer alone is lost is done once, whether the driver can still ask again or not', async () => {
    await things.insert({ _id: 'b' });
    proxy.dropAnswers(true);
    const replaced = things.replace({ _id: 'b', rev: 1, text: 'once' }).catch((error: unknown) => error);
    const done = async (): Promise<boolean> => (await sane.get('b'))?.rev === 2;
    await waitFor(done, { describe: 'the write at the server', withinMs: WITHIN_MS });
    proxy.dropAnswers(false);
    proxy.cut();
    await proxy.restore();
    const answer = await replaced;
    const applied = { outcome: 'applied', document: { _id: 'b', rev: 2, text: 'once' } };
    if (!(answer instanceof OutcomeUnknownError)) assert.deepEqual(answer, applied);
    assert.deepEqual(await sane.get('b'), { _id: 'b', rev: 2, text: 'once' });
  });

  test('a read whose answers are lost is unavailable', async () => {
    await isWell();
    proxy.dropAnswers(true);
    await assert.rejects(things.get('a'), StoreUnavailableError);
    proxy.dropAnswers(false);
  });

  test('a write that could not be sent has not happened', async () => {
    await isWell();
    proxy.cut();
    await assert.rejects(things.insert({ _id: 'unsent' }), (error) => {
      // The first call may have found a connection that was only just dead.
      return error instanceof StoreUnavailableError || error instanceof OutcomeUnknownError;
    });
    await assert.rejects(things.insert({ _id: 'unsent' }), StoreUnavailableError);
    await proxy.restore();
    await isWell();
    assert.deepEqual(await things.insert({ _id: 'unsent' }), { outcome: 'inserted' });
  });
});
