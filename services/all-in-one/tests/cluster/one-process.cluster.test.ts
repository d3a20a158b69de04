import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { applyTopics } from '@onethread/log';
import { kafkaForTests, mongoForTests, ownName } from '@onethread/test-servers';
import { waitFor } from '@onethread/testkit';
import { words } from '../agents/desk-agent.ts';
import { customerOf, openWorld } from '../world.ts';
import { topics } from './cluster.ts';

const kafka = await kafkaForTests();
const mongo = await mongoForTests();
const missing = 'missing' in kafka ? kafka.missing : 'missing' in mongo ? mongo.missing : false;
const WITHIN_MS = 60_000;

/** A customer writes, an agent answers, the customer receives it; then again after a kill. */
async function serves(env: Readonly<Record<string, string>>): Promise<void> {
  if ('missing' in kafka) return;
  const topicPrefix = `${ownName('one')}.`;
  const { brokers } = kafka;
  await applyTopics({ connection: { brokers, clientId: 'test' }, topicPrefix, topics: topics(), replication: 1 });
  const world = await openWorld({
    LOG_BACKEND: 'kafka',
    KAFKA_BROKERS: brokers.join(),
    KAFKA_TOPIC_PREFIX: topicPrefix,
    ...env,
  });
  try {
    const phone = '+447700900999';
    const customerId = customerOf('sms', '+15005550006', phone);
    const received = () =>
      world.twilio
        .accepted()
        .filter(({ to }) => to === phone)
        .map(({ body }) => body);
    for (const round of ['first', 'second']) {
      await world.start();
      await world.twilio.phones.sendText(phone, `${round} question`).acknowledged;
      const agent = await world.agent(`agent-${round}`);
      const { conversationId } = await agent.accept(customerId);
      await agent.item(`${round} question`);
      await agent.reply(conversationId, [words(`${round} answer`)], round);
      await waitFor(() => received().includes(`${round} answer`), { describe: 'the answer', withinMs: WITHIN_MS });
      await agent.do({ setPresence: { presence: 'OFFLINE' } });
      await agent.do({ resolve: { conversationId } });
      agent.leave();
      if (round === 'first') await world.onethread.kill();
    }
    assert.deepEqual(received(), ['first answer', 'second answer']);
  } finally {
    await world.close();
  }
}

describe('everything in one process, on real servers', { skip: missing }, () => {
  after(async () => {
    if (!('missing' in kafka)) await kafka.stop();
    if (!('missing' in mongo)) await mongo.stop();
  });

  test('the log on Kafka, documents in the data folder', () => serves({}));

  test('the log on Kafka, documents in MongoDB', () =>
    serves({
      STORE_BACKEND: 'mongodb',
      MONGODB_URI: 'missing' in mongo ? '' : mongo.uri,
      MONGODB_DATABASE: ownName('one'),
    }));
});
