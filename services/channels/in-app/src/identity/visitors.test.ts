import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openSqliteDocumentStore, type StoredDocument } from '@onethread/documents';
import { CredentialsError } from './errors.ts';
import { openVisitors } from './visitors.ts';

const refused = (error: unknown): boolean => error instanceof CredentialsError && error.code === 'bad-visitor';

test('a visitor is known by the secret that was issued, in that app alone', async () => {
  const documents = await openSqliteDocumentStore({ file: ':memory:' });
  const visitors = await openVisitors(documents, Date.now);
  const anna = await visitors.issue('shop');
  const bert = await visitors.issue('shop');
  assert.notEqual(anna.id, bert.id);
  assert.ok(Buffer.from(anna.secret, 'base64url').length >= 16, 'at least 128 bits');

  await visitors.check('shop', anna);
  await assert.rejects(visitors.check('bank', anna), refused);
  await assert.rejects(visitors.check('shop', { ...anna, secret: bert.secret }), refused);
  await assert.rejects(visitors.check('shop', { ...anna, secret: '' }), refused);
  await assert.rejects(visitors.check('shop', { id: 'nobody', secret: '' }), refused);
  await documents.close();
});

test('the secret itself is not kept', async () => {
  const documents = await openSqliteDocumentStore({ file: ':memory:' });
  const visitors = await openVisitors(documents, Date.now);
  const { id, secret } = await visitors.issue('shop');
  const kept = await (await documents.collection<StoredDocument>({ name: 'visitors' })).get(id);
  assert.ok(!JSON.stringify(kept).includes(secret));
  await documents.close();
});
