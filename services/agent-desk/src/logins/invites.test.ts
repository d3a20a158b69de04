import assert from 'node:assert/strict';
import { test } from 'node:test';
import { faultyDocumentStore, openSqliteDocumentStore } from '@onethread/documents';
import { signToken } from '@onethread/rpc';
import type { Agent } from '../../wire/model.ts';
import { acceptInvite, type InviteParts } from './invites.ts';
import { Logins } from './logins.ts';
import { createPasswordHasher } from './password-hash.ts';

const SECRET = 'a secret of thirty-two characters';
const ADA = { agentId: 'ada', name: 'Ada', email: 'ada@localhost' } as Agent;

test('a link whose password was kept without an answer is used up, and whoever used it is let in', async () => {
  let losses = 0;
  const store = faultyDocumentStore(await openSqliteDocumentStore({ file: ':memory:' }), {
    after: ({ isWrite }) => (isWrite && (losses += 1) === 1 ? 'lose' : 'answer'),
  });
  const logins = await Logins.open(store);
  const hasher = createPasswordHasher(2 ** 4);
  const parts = {
    tokenSecret: SECRET,
    directory: { byId: async () => ADA },
    logins,
    hasher,
    now: Date.now,
  } as unknown as InviteParts;
  const token = await signToken(SECRET, { subject: 'ada', role: 'invite', validSeconds: 60 });

  assert.equal(await acceptInvite(parts, token, 'seven violet umbrellas'), ADA);
  const kept = await logins.get('ada');
  assert.equal(await hasher.verify('seven violet umbrellas', kept?.password), true);
  assert.equal(kept?.rev, 1);
  await assert.rejects(acceptInvite(parts, token, 'six violet umbrellas'), { code: 'invite-invalid' });
  await store.close();
});
