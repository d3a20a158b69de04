import { openKafkaEventLog } from '@onethread/log';
import type { Deployment } from './deployment.ts';
import { embeddedDeployment } from './embedded.ts';
import { openRunKafka } from './kafka-servers.ts';

/** One process with its log on real Kafka and its history in a file: the log's part alone. */
export async function kafkaSqliteDeployment(nodes: 1 | 3): Promise<Deployment> {
  const kafka = await openRunKafka(nodes);
  const { brokers, topicPrefix } = kafka;
  const inOneProcess = await embeddedDeployment({
    env: { LOG_BACKEND: 'kafka', KAFKA_BROKERS: brokers.join(), KAFKA_TOPIC_PREFIX: topicPrefix },
    openLog: () => openKafkaEventLog({ connection: { brokers, clientId: 'onethread-verify' }, topicPrefix }),
  });
  return {
    ...inOneProcess,
    get output() {
      return inOneProcess.output;
    },
    engine: 'kafka-sqlite',
    servers: `${kafka.description} for the log, ${nodes} node(s); SQLite file for history, one process`,
    brokers: kafka.nodes,
    brokerLine: kafka.line,
    async start(env) {
      await kafka.makeTopics();
      await inOneProcess.start(env);
    },
    async close() {
      await inOneProcess.close();
      await kafka.stop();
    },
  };
}
