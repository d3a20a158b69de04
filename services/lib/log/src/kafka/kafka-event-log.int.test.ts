import { describe } from 'node:test';
import { DEAD_LETTERS } from '@onethread/contracts';
import { kafkaForTests, ownName } from '@onethread/test-servers';
import { eventLogContract } from '../event-log.contract.ts';
import { kafkaClient } from './kafka-client.ts';
import { openKafkaEventLog } from './kafka-event-log.ts';
import { applyTopics } from './topic-plan.ts';
import { withAdmin } from './with-admin.ts';

const kafka = await kafkaForTests();

void describe('the contract on Kafka', { skip: 'missing' in kafka ? kafka.missing : false }, () => {
  if ('missing' in kafka) return;
  const connection = { brokers: kafka.brokers, clientId: 'test' };
  eventLogContract('Kafka', async () => {
    const topicPrefix = `${ownName('log')}.`;
    const topics: string[] = [];
    return {
      open: () => openKafkaEventLog({ connection, topicPrefix }),
      createTopic: async (name) => {
        topics.push(topicPrefix + name);
        // Two, so that keys of one topic lie on different partitions.
        const topic = { name, partitions: name === DEAD_LETTERS.name ? 1 : 2, retentionDays: 1 };
        await applyTopics({ connection, topicPrefix, topics: [topic], replication: 1 });
      },
      end: () => withAdmin(kafkaClient(connection), (admin) => admin.deleteTopics({ topics })),
    };
  });
});
