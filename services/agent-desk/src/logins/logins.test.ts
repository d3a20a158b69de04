import assert from 'node:assert/strict';
import { test } from 'node:test';
import { faultyDocumentStore, openSqliteDocumentStore } from '@onethread/documents';
import { passwordProblems } from '../../wire/password-rules.ts';
import { Attempts, pauseMs, TooManyAttemptsError } from './attempts.ts';
import { createPasswordHasher } from './password-hash.ts';
import { SESSION_IDLE_MS, SESSION_MAX_MS, Sessions } from './sessions.ts';

test('a password is verified in any normal form, and two hashes of it differ', async () => {
  const hasher = createPasswordHasher();
  const [one, two] = await Promise.all([
    hasher.hash('caf\u00e9 au lait twice'),
    hasher.hash('caf\u00e9 au lait twice'),
  ]);
  assert.notEqual(one.hash, two.hash);
  assert.equal(await hasher.verify('cafe\u0301 au lait twice', one), true);
  assert.equal(await hasher.verify('tea', one), false);
  assert.equal(await hasher.verify('tea', undefined), false);
});

test('unless told otherwise a hash is as dear as one that somebody may guess at must be, and says so', async () => {
  const { algorithm, cost, blockSize, parallelization } = await createPasswordHasher().hash('seven violet umbrellas');
  assert.deepEqual(
    { algorithm, cost, blockSize, parallelization },
    { algorithm: 'scrypt', cost: 32_768, blockSize: 8, parallelization: 3 },
  );
});

test('passwords hashed at another cost are still verified', async () => {
  const hash = await createPasswordHasher(2 ** 4).hash('seven violet umbrellas');
  assert.equal(hash.cost, 16);
  assert.equal(await createPasswordHasher().verify('seven violet umbrellas', hash), true);
  assert.equal(await createPasswordHasher().verify('six violet umbrellas', hash), false);
});

test('a session used now and then lasts for thirty days and no longer; unused it ends after twelve hours', async () => {
  const store = await openSqliteDocumentStore({ file: ':memory:' });
  let now = 1_000_000;
  const sessions = await Sessions.open(store, 'secret', () => now);
  const used = await sessions.create('ada');
  const unused = await sessions.create('ada');
  for (let passed = 0; passed + SESSION_IDLE_MS / 2 < SESSION_MAX_MS; passed += SESSION_IDLE_MS / 2) {
    now += SESSION_IDLE_MS / 2;
    assert.notEqual(await sessions.find(used), undefined);
  }
  assert.equal(await sessions.find(unused), undefined);
  now += SESSION_IDLE_MS / 2;
  assert.equal(await sessions.find(used), undefined);
  await store.close();
});

test('ending all sessions of an agent leaves the others', async () => {
  const store = await openSqliteDocumentStore({ file: ':memory:' });
  const sessions = await Sessions.open(store, 'secret', Date.now);
  const mine = await Promise.all(Array.from({ length: 5 }, () => sessions.create('ada')));
  const other = await sessions.create('bob');
  await sessions.endAllOf('ada');
  for (const cookie of mine) assert.equal(await sessions.find(cookie), undefined);
  assert.equal((await sessions.find(other))?.agentId, 'bob');
  await store.close();
});

test('attempts at once are counted, pauses grow to their cap, success forgives the account', async () => {
  const store = await openSqliteDocumentStore({ file: ':memory:' });
  let now = 1_000_000;
  const attempts = await Attempts.open(store, 'secret', () => now);
  const results = await Promise.allSettled(Array.from({ length: 7 }, () => attempts.begin('ada', '10.0.0.1')));
  assert.equal(results.filter((one) => one.status === 'rejected').length, 2);
  await assert.rejects(attempts.begin('ada', '10.0.0.2'), TooManyAttemptsError);
  now += 1000;
  await attempts.begin('ada', '10.0.0.1');
  await attempts.succeeded('ada', '10.0.0.1');
  await attempts.begin('ada', '10.0.0.1');
  assert.deepEqual(
    [4, 5, 6, 7, 40].map((failures) => pauseMs(failures, { free: 5, mostMs: 3000 })),
    [0, 1000, 2000, 3000, 3000],
  );
  await store.close();
});

test('an attempt whose count was written without an answer is counted once and not held up by itself', async () => {
  const sane = await openSqliteDocumentStore({ file: ':memory:' });
  let losses = 0;
  const store = faultyDocumentStore(sane, {
    after: ({ isWrite }) => {
      if (!isWrite) return 'answer';
      losses += 1;
      return losses % 2 === 0 ? 'lose' : 'answer';
    },
  });
  const attempts = await Attempts.open(store, 'secret', () => 1_000_000);
  for (let count = 1; count <= 5; count += 1) await attempts.begin('ada', '10.0.0.1');
  await assert.rejects(attempts.begin('ada', '10.0.0.1'), TooManyAttemptsError);
  await store.close();
});

test('password rules say what to do', () => {
  const owner = { email: 'ada@localhost', name: 'Ada Lovelace' };
  assert.deepEqual(passwordProblems('seven violet umbrellas', owner), []);
  assert.equal(passwordProblems('short', owner).length, 1);
  assert.equal(passwordProblems('lovelacelovelace', owner).length, 1);
  assert.equal(passwordProblems('x'.repeat(201), owner).length, 2);
});
