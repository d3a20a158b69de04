import assert from 'node:assert/strict';
import { test } from 'node:test';
import { StoreMisconfiguredError, StoreUnavailableError } from '../errors.ts';
import { openMongoDocumentStore } from './open-mongo-document-store.ts';
import { openAnsweringServer } from './testing/answering-server.ts';
import type { Document } from 'mongodb';
import type { Misconfiguration } from '../errors.ts';

const hello = {
  ok: 1,
  helloOk: true,
  isWritablePrimary: true,
  minWireVersion: 0,
  maxWireVersion: 21,
  maxBsonObjectSize: 16_777_216,
  maxMessageSizeBytes: 48_000_000,
  maxWriteBatchSize: 100_000,
  logicalSessionTimeoutMinutes: 30,
  setName: 'rs',
};
const well = {
  hello,
  ping: { ok: 1 },
  endSessions: { ok: 1 },
  delete: { ok: 1, n: 0 },
  buildInfo: { ok: 1, version: '7.0.1' },
};
const refusal = (code: number, codeName: string): Document => ({ ok: 0, code, codeName, errmsg: codeName });

async function openAt(
  answers: Readonly<Record<string, Document>>,
  { credentials = '', options = '' } = {},
): Promise<unknown> {
  const server = await openAnsweringServer(answers);
  try {
    const uri = `mongodb://${credentials}${server.address}/?directConnection=true${options}`;
    const store = await openMongoDocumentStore({ uri, database: 'd' });
    const { description } = store;
    await store.close();
    return description;
  } catch (error) {
    return error;
  } finally {
    await server.close();
  }
}

const misconfigured: readonly {
  readonly of: string;
  readonly answers: Readonly<Record<string, Document>>;
  readonly uri?: { readonly credentials?: string; readonly options?: string };
  readonly reason: Misconfiguration;
  readonly says: RegExp;
}[] = [
  {
    of: 'a server of MongoDB 5',
    answers: { ...well, hello: { ...hello, maxWireVersion: 13 } },
    reason: 'unsupported-version',
    says: /^MongoDB 6\.0 or newer is needed: .*wire version 13/,
  },
  {
    of: 'a server that the driver itself is too new for',
    answers: { ...well, hello: { ...hello, maxWireVersion: 6 } },
    // The driver keeps looking for a better server for so long.
    uri: { options: '&serverSelectionTimeoutMS=500' },
    reason: 'unsupported-version',
    says: /^MongoDB 6\.0 or newer is needed: .*wire version/,
  },
  {
    of: 'a server that stands alone',
    answers: { ...well, hello: { ...hello, setName: undefined } },
    reason: 'not-a-replica-set',
    says: /replica set/,
  },
  {
    of: 'a wrong password',
    answers: { ...well, saslStart: refusal(18, 'AuthenticationFailed') },
    uri: { credentials: 'user:secret@' },
    reason: 'unauthorized',
    says: /^MongoDB refuses the user or password of MONGODB_URI: .*AuthenticationFailed/,
  },
  {
    of: 'a server that wants a user, of whom the URI says nothing',
    answers: { ...well, delete: refusal(13, 'Unauthorized'), buildInfo: refusal(13, 'Unauthorized') },
    reason: 'read-only',
    says: /may not write to the database d/,
  },
];

for (const { of, answers, uri, reason, says } of misconfigured) {
  test(`opening says in one line what is wrong with ${of}`, async () => {
    const error = await openAt(answers, uri);
    assert.ok(error instanceof StoreMisconfiguredError, String(error));
    assert.equal(error.reason, reason);
    assert.match(error.message, says);
    assert.doesNotMatch(error.message, /\n|secret/);
  });
}

test('a server that will do is opened, and its description has no credentials', async () => {
  const conversation = { ...well, hello: { ...hello, hosts: ['a:27017', 'b:27017'] } };
  assert.equal(await openAt(conversation), 'mongodb a:27017,b:27017 (rs, version 7.0.1), database d');
});

test('a server that cannot be reached is unavailable: it may come', async () => {
  const server = await openAnsweringServer({});
  await server.close();
  const uri = `mongodb://user:secret@${server.address}/?serverSelectionTimeoutMS=50`;
  await assert.rejects(openMongoDocumentStore({ uri, database: 'd' }), (error) => {
    assert.ok(error instanceof StoreUnavailableError);
    assert.match(error.message, /^no MongoDB primary answers \(127\.0\.0\.1:\d+: .*ECONNREFUSED/);
    return !error.message.includes('secret');
  });
});

test('a URI that is none is told without quoting it', async () => {
  for (const uri of ['', 'postgres://user:secret@host', 'mongodb://user:sec%ret@host', 'mongodb://h/?w=1&poolsize=7']) {
    await assert.rejects(openMongoDocumentStore({ uri, database: 'd' }), (error) => {
      assert.ok(error instanceof StoreMisconfiguredError, uri);
      assert.equal(error.reason, 'bad-uri');
      return !/sec/.test(error.message);
    });
  }
});
