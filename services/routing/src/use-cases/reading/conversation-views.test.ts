import assert from 'node:assert/strict';
import { it } from 'node:test';
import { faultyDocumentStore } from '@onethread/documents';
import { receiveMessage } from '../receive-message.ts';
import { identityRef, inbound, openTestContext } from '../testing/test-context.ts';
import { ConversationViews } from './conversation-views.ts';

it('unread messages of several conversations are counted with one wait for the store, not one for each', async () => {
  let [isCounting, underWay, mostUnderWay] = [false, 0, 0];
  const context = await openTestContext((store) =>
    faultyDocumentStore(store, {
      before: ({ collection, method }) => {
        if (isCounting && collection === 'items' && method === 'find')
          mostUnderWay = Math.max(mostUnderWay, (underWay += 1));
      },
      after: ({ collection, method }) => {
        if (isCounting && collection === 'items' && method === 'find') underWay -= 1;
      },
    }),
  );
  const names = ['anna', 'ben', 'carla'];
  const received = await Promise.all(names.map((name) => receiveMessage(context, inbound(identityRef(name), name))));
  await receiveMessage(context, inbound(identityRef('ben'), 'ben again'));
  const ids = received.flatMap(({ entry: { body } }) => (body.kind === 'message' ? [body.conversationId] : []));
  const views = new ConversationViews(context.collections);
  isCounting = true;
  const seen = await views.read(ids);
  assert.deepEqual(
    seen.map(({ unread }) => unread),
    [1, 2, 1],
  );
  assert.equal(mostUnderWay, 3);
  await context.close();
});
