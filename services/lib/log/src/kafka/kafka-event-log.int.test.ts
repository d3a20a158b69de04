import { randomUUID } from 'node:crypto';
import { Kafka, logLevel } from 'kafkajs';
import { eventLogContract } from '../event-log.contract.ts';
import { openKafkaEventLog } from './kafka-event-log.ts';

const brokers = ['127.0.0.1:9092'];

eventLogContract('Kafka', async () => {
  const topicPrefix = `log-${randomUUID()}.`;
  const admin = new Kafka({ brokers, clientId: 'test', logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  const topics: string[] = [];
  return {
    open: () => openKafkaEventLog({ connection: { brokers, clientId: 'test' }, topicPrefix }),
    createTopic: async (name) => {
      const topic = topicPrefix + name;
      topics.push(topic);
      await admin.createTopics({ topics: [{ topic, numPartitions: 2 }] });
    },
    end: async () => {
      await admin.deleteTopics({ topics });
      await admin.disconnect();
    },
  };
});
