import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { fromGrpcError } from '@onethread/rpc';
import { openRouting, person } from './testing/open-routing.ts';

test('a service that stops sends streams and feeds elsewhere, and writes down that the agent is gone', async () => {
  const routing = await openRouting();
  const device = await routing.device(await routing.agent('anna'));
  assert.equal((await device.ask({ hello: { clientId: 'test' } })).code, 'ok');
  const feed = routing.feeds.followFeed({ identityId: person('visitor').identityId });
  await once(feed, 'data');
  const feedEnded = once(feed, 'error').catch((error: unknown) => [error]);
  await routing.stop();
  assert.equal((await device.untilEnded()).code, 'unavailable');
  const [error] = await feedEnded;
  assert.equal(fromGrpcError(error).code, 'unavailable');
  const presence = await routing.documents.collection<{ _id: string; rev: number; streams: string[] }>({
    name: 'presence',
  });
  assert.deepEqual((await presence.get('anna'))?.streams, []);
  await routing.close();
});
