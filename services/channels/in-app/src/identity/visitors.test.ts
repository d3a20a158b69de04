import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  faultyDocumentStore,
  openSqliteDocumentStore,
  StoreUnavailableError,
  type StoredDocument,
} from '@onethread/documents';
import type { VisitorCredentials } from '../protocol.ts';
import { CredentialsError } from './errors.ts';
import { openVisitors } from './visitors.ts';

const refused = (error: unknown): boolean => error instanceof CredentialsError && error.code === 'bad-visitor';

async function kept() {
  const documents = await openSqliteDocumentStore({ file: ':memory:' });
  return {
    documents,
    visitors: await openVisitors(documents, Date.now),
    [Symbol.asyncDispose]: () => documents.close(),
  };
}

describe('visitors', () => {
  test('are known by the secret that was issued, in that app alone', async () => {
    await using it = await kept();
    const { visitors } = it;
    const anna = await visitors.issue('shop');
    const bert = await visitors.issue('shop');
    assert.notEqual(anna.id, bert.id);
    assert.ok(Buffer.from(anna.secret, 'base64url').length >= 16, 'at least 128 bits');

    for (const method of ['check', 'prove'] as const) {
      const check = (app: string, shown: VisitorCredentials) => visitors[method](app, shown);
      await check('shop', anna);
      await assert.rejects(check('bank', anna), refused);
      await assert.rejects(check('shop', { ...anna, secret: bert.secret }), refused);
      await assert.rejects(check('shop', { ...anna, secret: '' }), refused);
      await assert.rejects(check('shop', { id: 'nobody', secret: '' }), refused);
    }
  });

  test('leave nothing of their secret in the store', async () => {
    await using it = await kept();
    const { id, secret } = await it.visitors.issue('shop');
    const document = await (await it.documents.collection<StoredDocument>({ name: 'visitors' })).get(id);
    assert.ok(!JSON.stringify(document).includes(secret));
  });
});

describe('a visitor who becomes a user', () => {
  test('is that user for ever, and told once', async () => {
    await using it = await kept();
    const { visitors } = it;
    const visitor = await visitors.issue('shop');
    let told = 0;
    const tell = async (): Promise<void> => void (told += 1);
    assert.equal(await visitors.join(visitor.id, 'anna', tell), true);
    assert.equal(await visitors.join(visitor.id, 'anna', tell), true);
    assert.equal(await visitors.join(visitor.id, 'bert', tell), false);
    assert.equal(told, 1);
  });

  test('opens nothing by the secret any more, which still proves who they were', async () => {
    await using it = await kept();
    const { visitors } = it;
    const visitor = await visitors.issue('shop');
    await visitors.checkFree(visitor.id);
    await visitors.join(visitor.id, 'anna', async () => {});
    await assert.rejects(visitors.check('shop', visitor), refused);
    await assert.rejects(visitors.checkFree(visitor.id), refused);
    await visitors.prove('shop', visitor);
  });

  test('is told again until it was told, and belongs to the first user meanwhile', async () => {
    await using it = await kept();
    const { visitors } = it;
    const visitor = await visitors.issue('shop');
    await assert.rejects(
      visitors.join(visitor.id, 'anna', () => Promise.reject(new Error('the log is down'))),
      /the log is down/,
    );
    assert.equal(await visitors.join(visitor.id, 'bert', () => assert.fail('told of another user')), false);
    let told = 0;
    assert.equal(await visitors.join(visitor.id, 'anna', async () => void (told += 1)), true);
    assert.equal(told, 1);
  });

  test('is one user’s, however many try at once', async () => {
    await using it = await kept();
    const { visitors } = it;
    for (let round = 0; round < 20; round += 1) {
      const { id } = await visitors.issue('shop');
      const told: string[] = [];
      const users = ['anna', 'bert', 'carl', 'dora', 'anna', 'bert'];
      const joined = await Promise.all(users.map((user) => visitors.join(id, user, async () => void told.push(user))));
      const winners = new Set(users.filter((_, index) => joined[index]));
      assert.equal(winners.size, 1);
      assert.deepEqual(new Set(told), winners, 'the log hears of nobody else');
    }
  });

  test('is that user’s at once also when the store’s answer was lost', async () => {
    await using it = await kept();
    let lose = true;
    const faulty = faultyDocumentStore(it.documents, {
      after({ method }) {
        if (method !== 'replace' || !lose) return 'answer';
        lose = false;
        return 'lose';
      },
    });
    const visitors = await openVisitors(faulty, Date.now);
    const { id } = await visitors.issue('shop');
    assert.equal(await visitors.join(id, 'anna', async () => {}), true);
    assert.equal(await visitors.join(id, 'bert', async () => {}), false);
    assert.equal(await visitors.join(id, 'anna', async () => {}), true);
  });

  test('is not taken back by a claim that was held up on its way', async () => {
    await using it = await kept();
    const arrives = Promise.withResolvers<void>();
    let isCutOff = false;
    let holdUp = true;
    const faulty = faultyDocumentStore(it.documents, {
      before({ method }) {
        if (isCutOff) return 'refuse';
        if (method !== 'replace' || !holdUp) return 'pass';
        holdUp = false;
        isCutOff = true;
        return { later: arrives.promise };
      },
    });
    const visitors = await openVisitors(faulty, Date.now);
    const { id } = await visitors.issue('shop');
    await assert.rejects(
      visitors.join(id, 'anna', async () => {}),
      StoreUnavailableError,
    );
    isCutOff = false;
    assert.equal(await visitors.join(id, 'bert', async () => {}), true);
    arrives.resolve();
    await faulty.settled();
    assert.equal(await visitors.join(id, 'anna', async () => {}), false);
    assert.equal(await visitors.join(id, 'bert', async () => {}), true);
  });

  test('must have been issued', async () => {
    await using it = await kept();
    await assert.rejects(
      it.visitors.join('nobody', 'anna', async () => {}),
      refused,
    );
  });
});
