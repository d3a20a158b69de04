import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openSqliteDocumentStore } from '@onethread/documents';
import { waitFor } from '@onethread/testkit';
import { whenBound } from '../testing/harness.ts';
import { playSmpp } from '../testing/scene.ts';
import { BindLeases } from './bind-leases.ts';

test('no more binds are held than the carrier allows, and one that is given back or whose holder died is free', async (t) => {
  const documents = await openSqliteDocumentStore({ file: ':memory:' });
  t.after(() => documents.close());
  let now = 1_000;
  const leases = await BindLeases.open(documents, 2, () => now);
  assert.deepEqual([await leases.hold('a'), await leases.hold('b'), await leases.hold('c')], [true, true, false]);
  assert.equal(await leases.hold('a'), true);
  await leases.release('b');
  assert.deepEqual([await leases.isHeld('a'), await leases.isHeld('b')], [true, false]);
  now += 60_000;
  assert.deepEqual([await leases.hold('c'), await leases.hold('d'), await leases.hold('e')], [true, true, false]);
});

test('of two replicas with one bind the second waits until the first is gone', async (t) => {
  const { centre, life, run, reply, last } = await playSmpp(t, { env: { SMPP_BINDS: '1' } });
  await run();
  await reply('r_one', 'hello');
  await last('r_one', 'sent');
  assert.equal(centre.bindRequests().length, 1);
  await life.service.stop();
  await waitFor(() => centre.bindRequests().length === 2, { describe: 'the second replica to bind' });
  await whenBound(centre);
});
