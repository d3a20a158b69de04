import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import { MongoClient } from 'mongodb';
import { mongoForTests, ownName } from '@onethread/test-servers';
import { waitFor } from '@onethread/testkit';
import { OutcomeUnknownError, StoreUnavailableError } from '../errors.ts';
import { openMongoDocumentStore } from './open-mongo-document-store.ts';
import type { Document } from 'mongodb';
import type { Collection, StoredDocument } from '../document-store.ts';
import type { MongoDocumentStore } from './mongo-document-store.ts';

interface Thing extends StoredDocument {
  readonly text?: string;
  readonly key?: number;
}

const definition = { name: 'things', indexes: { by_key: { fields: ['key'], unique: true } } };
const NOT_PRIMARY = { errorCode: 10107, errorLabels: ['RetryableWriteError'] };
const SHUTTING_DOWN = { errorCode: 91, errorLabels: ['RetryableWriteError'] };
const CLOSED = { closeConnection: true };

const mongo = await mongoForTests({ own: true });

void describe('MongoDB, faults of the server', { skip: 'missing' in mongo ? mongo.missing : false }, () => {
  if ('missing' in mongo) return;
  const { uri } = mongo;
  const admin = new MongoClient(uri);
  const database = ownName('faults');
  let store: MongoDocumentStore;
  let things: Collection<Thing>;

  before(async () => {
    store = await openMongoDocumentStore({ uri, database });
    things = await store.collection<Thing>(definition);
  });
  afterEach(() => fail('off', {}));
  after(async () => {
    await store.close();
    await admin.close();
    await mongo.stop();
  });

  const fail = async (mode: 'off' | { readonly times: number }, data: Document): Promise<void> => {
    await admin.db('admin').command({ configureFailPoint: 'failCommand', mode, data });
  };

  const once = async <Answer>(data: Document, command: string, call: () => Promise<Answer>): Promise<Answer> => {
    await fail({ times: 1 }, { failCommands: [command], ...data });
    return await call();
  };

  for (const [fault, data] of Object.entries({ NOT_PRIMARY, SHUTTING_DOWN, CLOSED })) {
    test(`a fault that passes (${fault}) is not seen by any call, and each write is done once`, async () => {
      const id = `passing ${fault}`;
      assert.deepEqual(await once(data, 'insert', () => things.insert({ _id: id })), { outcome: 'inserted' });
      assert.deepEqual(await once(data, 'insert', () => things.insertMany([{ _id: `${id} 2` }, { _id: `${id} 3` }])), {
        inserted: 2,
      });
      const { outcome } = await once(data, 'update', () => things.replace({ _id: id, rev: 1, text: 'x' }));
      assert.equal(outcome, 'applied');
      assert.equal((await once(data, 'find', () => things.get(id)))?.rev, 2);
      assert.equal((await once(data, 'find', () => things.find({ index: 'by_key', limit: 1 }))).documents.length, 0);
      assert.equal(await once(data, 'aggregate', () => things.count({ index: 'by_key' }, 1)), 0);
      assert.equal(await once(data, 'delete', () => things.remove(id, 2)), 'removed');
    });
  }

  test('a write that every try of was turned away has not happened, and says so', async () => {
    await things.insert({ _id: 'turned away' });
    for (const [command, call] of writesTo('turned away')) {
      await fail({ times: 2 }, { failCommands: [command], ...NOT_PRIMARY });
      await assert.rejects(call, StoreUnavailableError);
    }
    assert.deepEqual(await things.get('turned away'), { _id: 'turned away', rev: 1 });
  });

  test('a write whose connection broke each time may have happened', async () => {
    await things.insert({ _id: 'broken' });
    for (const [command, call] of writesTo('broken')) {
      await fail({ times: 2 }, { failCommands: [command], ...CLOSED });
      await assert.rejects(call, OutcomeUnknownError);
    }
    await fail({ times: 2 }, { failCommands: ['insert'], ...CLOSED });
    await assert.rejects(things.insertMany([{ _id: 'b 1' }, { _id: 'b 2' }]), OutcomeUnknownError);
  });

  test('a write that was done, and sent again over a doubt, is answered as the first time', async () => {
    const late = {
      writeConcernError: { code: 91, codeName: 'ShutdownInProgress', errmsg: 'shutting down' },
      errorLabels: ['RetryableWriteError'],
    };
    assert.deepEqual(await once(late, 'insert', () => things.insert({ _id: 'twice' })), { outcome: 'inserted' });
    const { outcome } = await once(late, 'update', () => things.replace({ _id: 'twice', rev: 1, text: 'x' }));
    assert.equal(outcome, 'applied');
    assert.deepEqual(await things.get('twice'), { _id: 'twice', rev: 2, text: 'x' });
    assert.equal(await once(late, 'delete', () => things.remove('twice', 2)), 'removed');
  });

  test('a write that a majority did not confirm in time may not stay', async () => {
    const unconfirmed = {
      writeConcernError: { code: 64, codeName: 'WriteConcernFailed', errmsg: 'waiting timed out' },
    };
    await things.insert({ _id: 'unconfirmed' });
    await fail({ times: 1 }, { failCommands: ['update'], ...unconfirmed });
    await assert.rejects(things.replace({ _id: 'unconfirmed', rev: 1, text: 'x' }), OutcomeUnknownError);
    assert.deepEqual(await things.get('unconfirmed'), { _id: 'unconfirmed', rev: 2, text: 'x' });
    await fail({ times: 1 }, { failCommands: ['insert'], ...unconfirmed });
    await assert.rejects(things.insertMany([{ _id: 'u 1' }, { _id: 'unconfirmed' }]), OutcomeUnknownError);
  });

  test('a read that finds no server is unavailable, and says what the server answered', async () => {
    await fail({ times: 2 }, { failCommands: ['find'], errorCode: 13 });
    await assert.rejects(things.get('x'), (error) => {
      assert.ok(error instanceof StoreUnavailableError);
      return /code 13/.test(error.message);
    });
  });

  test('durability and reading place do not depend on the URI', async () => {
    const weak = uri.replace('w=majority&journal=true', 'w=0&journal=false&readPreference=secondary&retryWrites=false');
    assert.notEqual(weak, uri);
    const weakStore = await openMongoDocumentStore({ uri: `${weak}&readConcernLevel=local`, database });
    try {
      const same = await weakStore.collection<Thing>(definition);
      await same.insert({ _id: 'durable', key: 1 });
      // Acknowledged at all, and sent again under its number: with w=0 neither would be.
      assert.deepEqual(await same.insert({ _id: 'durable' }), { outcome: 'exists', index: '_id' });
      await fail({ times: 1 }, { failCommands: ['update'], ...NOT_PRIMARY });
      assert.equal((await same.replace({ _id: 'durable', key: 1, rev: 1 })).outcome, 'applied');
      assert.equal((await same.find({ index: 'by_key', equals: [1], limit: 1 })).documents.length, 1);
    } finally {
      await weakStore.close();
    }
  });

  test('what was answered before the server was killed is there after it, and the store is well again', async () => {
    const answered: string[] = [];
    const failures: unknown[] = [];
    const load = { on: true };
    const writers = Array.from({ length: 4 }, async (_, writer) => {
      for (let n = 0; load.on; n += 1) {
        const id = `killed ${writer} ${n}`;
        try {
          await things.insert({ _id: id });
          answered.push(id);
        } catch (error) {
          failures.push(error);
        }
      }
    });
    const count = async (least: number): Promise<void> => {
      const goal = answered.length + least;
      await waitFor(() => answered.length >= goal, { describe: `${least} more answers`, withinMs: 60_000 });
    };
    await count(40);
    await mongo.node.kill();
    await waitFor(() => failures.length > 0, { describe: 'a write that fails', withinMs: 60_000 });
    assert.match((await store.checkHealth()) ?? '', /^no MongoDB primary answers/);
    await mongo.node.restart();
    await waitFor(async () => (await store.checkHealth()) === undefined, { describe: 'health', withinMs: 60_000 });
    await count(10);
    load.on = false;
    await Promise.all(writers);
    for (const failure of failures) {
      assert.ok(failure instanceof OutcomeUnknownError || failure instanceof StoreUnavailableError, String(failure));
    }
    for (let start = 0; start < answered.length; start += 1000) {
      const some = answered.slice(start, start + 1000);
      assert.equal((await things.getMany(some)).length, some.length, 'answered writes are gone');
    }
  });

  function writesTo(id: string): readonly (readonly [string, () => Promise<unknown>])[] {
    return [
      ['insert', () => things.insert({ _id: `${id}, another` })],
      ['update', () => things.replace({ _id: id, rev: 1, text: 'x' })],
      ['delete', () => things.remove(id, 1)],
    ];
  }
});
