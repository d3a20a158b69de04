import assert from 'node:assert/strict';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { test } from 'node:test';
import { CONSUMER_GROUPS, INBOUND_MESSAGES } from '@onethread/contracts';
import { faultyDocumentStore } from '@onethread/documents';
import { openSqliteEventLog, type EventLog, type Subscription } from '@onethread/log';
import { waitFor } from '@onethread/testkit';
import { customerOf, identityRef, inbound, openTestContext } from '../../use-cases/testing/test-context.ts';
import { startHistoryConsumers } from './start-history-consumers.ts';

const CUSTOMERS = 150;
const EACH = 20;
/** What one delivery takes into memory, and the keys that it works on at once, as the log promises. */
const MOST_PENDING = 500;
const MOST_KEYS = 256;
/** Store calls that one message has under way at the same time at most. */
const CALLS_A_MESSAGE = 8;

test('a backlog drains through a slow store with no more in memory than its bounds, in order and nothing lost', async () => {
  let underWay = 0;
  let mostUnderWay = 0;
  const context = await openTestContext((store) =>
    faultyDocumentStore(store, {
      before: async () => {
        mostUnderWay = Math.max(mostUnderWay, (underWay += 1));
        await nextTurn();
      },
      after: () => void (underWay -= 1),
    }),
  );
  const log = await openSqliteEventLog({ file: ':memory:' });
  const people = Array.from({ length: CUSTOMERS }, (_, n) => identityRef(`customer-${n}`));
  for (let n = 0; n < EACH; n += 1)
    await log.publish(
      people.map((identity) => ({
        topic: INBOUND_MESSAGES.name,
        key: identity.identityId,
        value: JSON.stringify(inbound(identity, `${identity.externalId}-${n}`)),
      })),
    );

  const subscriptions: Subscription[] = [];
  let mostPending = 0;
  const watched: Pick<EventLog, 'subscribe'> = {
    subscribe: async (options) => {
      const subscription = await log.subscribe({
        ...options,
        handle: async (record) => {
          for (const one of subscriptions) mostPending = Math.max(mostPending, one.pending);
          await options.handle(record);
        },
      });
      subscriptions.push(subscription);
      return subscription;
    },
  };
  const consumers = await startHistoryConsumers(watched, context);
  await waitFor(
    async () => {
      const lags = await log.lag();
      return lags.some(({ group, records }) => group === CONSUMER_GROUPS.router && records === 0);
    },
    { describe: 'the backlog to drain', withinMs: 120_000, everyMs: 50 },
  );

  assert.ok(mostPending > 0 && mostPending <= MOST_PENDING, `${mostPending} records were in memory`);
  assert.ok(mostUnderWay <= MOST_KEYS * CALLS_A_MESSAGE, `${mostUnderWay} store calls were under way`);
  const { memory } = context.collections;
  assert.ok(memory.dirty.size <= CUSTOMERS);
  for (const stream of memory.streams.values()) assert.equal((await stream).unprojected.length, 0);
  for (const identity of people) {
    const { documents } = await context.collections.items.find({
      index: 'by_customer',
      equals: [customerOf(identity)],
      limit: EACH + 1,
    });
    assert.deepEqual(
      documents.map(({ parts: [part] }) => (part?.kind === 'text' ? part.text : '')),
      Array.from({ length: EACH }, (_, n) => `${identity.externalId}-${n}`),
    );
  }
  await consumers.stop();
  await context.close();
  await log.close();
});
