import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createHistoryClient } from './clients.ts';
import { createRpcServer } from './server.ts';

const unimplemented = (): never => {
  throw new Error('not asked for here');
};

/** A replica that answers every question with its own name. */
async function replica(name: string, asked: string[]) {
  const server = createRpcServer(
    { port: 0 },
    {
      history: {
        CheckFile: (_call, answer) => {
          asked.push(name);
          answer(null, { allowed: true });
        },
        ListItems: unimplemented,
        GetConversation: unimplemented,
        ListConversations: unimplemented,
        ListFeed: unimplemented,
        FollowFeed: unimplemented,
        FollowFeeds: unimplemented,
        Search: unimplemented,
      },
    },
  );
  const port = await server.start();
  return { server, port };
}

test('calls are spread over the replicas of an address, and go on at the others when one is gone', async () => {
  const asked: string[] = [];
  const one = await replica('one', asked);
  const other = await replica('other', asked);
  const address = `ipv4:127.0.0.1:${one.port},127.0.0.1:${other.port}`;
  const client = createHistoryClient({ address, token: 'any' });
  while (!(asked.includes('one') && asked.includes('other'))) await client.checkFile({ blobId: 'b' });
  await one.server.stop(0);
  asked.length = 0;
  for (let n = 0; n < 10; n += 1) await client.checkFile({ blobId: 'b' });
  assert.deepEqual(new Set(asked), new Set(['other']));
  client.close();
  await other.server.stop(0);
});
