import { openMongoDocumentStore } from '@onethread/documents';
import { openKafkaEventLog } from '@onethread/log';
import { mongoForTests, ownName } from '@onethread/test-servers';
import { openCluster } from '../../tests/cluster/cluster.ts';
import { ServersMissingError, type Deployment } from './deployment.ts';
import { killable, openRunKafka } from './kafka-servers.ts';
import { SupervisedProcess } from './supervised-process.ts';

/** Secrets that one process would make by itself. */
const OWN_SECRETS = {
  COOKIE_SECRET: 'cookie-secret-of-the-system-tests-00001',
  LINK_SECRET: 'link-secret-of-the-system-tests-0000001',
} as const;

/** Characters of what each process said that are told where something went wrong. */
const LAST_WORDS = 1000;

const REPLICAS = { routing: 2, 'channel-in-app': 2, 'channel-sms': 2 } as const;

/** Every service as processes of its own, some of them twice, on real Kafka and a real document store. */
export async function clusterDeployment(nodes: 1 | 3): Promise<Deployment> {
  const mongo = await mongoForTests({ own: true });
  if ('missing' in mongo) throw new ServersMissingError(`no document store: ${mongo.missing}`);
  const kafka = await openRunKafka(nodes);
  const { brokers, topicPrefix } = kafka;
  const database = ownName('verify');
  const cluster = await openCluster({
    brokers,
    replication: nodes,
    topicPrefix,
    mongoUri: mongo.uri,
    database,
    replicas: REPLICAS,
  });
  const supervised = cluster.processes.map((one) => new SupervisedProcess(one));
  let stopped = false;
  const stop = async (): Promise<void> => {
    if (stopped) return;
    stopped = true;
    for (const one of supervised) one.leave();
    const faults = await cluster.stop();
    if (faults.length > 0) throw new Error(faults.join('\n'));
  };
  return {
    engine: 'cluster',
    servers: `${kafka.description}, ${nodes} node(s); ${mongo.description}; ${cluster.processes.length} processes: ${cluster.processes.map(({ name }) => name).join(', ')}`,
    doors: cluster.doors,
    grpcAddress: cluster.routingAddress,
    processes: supervised,
    brokers: kafka.nodes,
    database: killable('database', mongo.node),
    brokerLine: kafka.line,
    async start(env) {
      cluster.configure({ ...env, ...OWN_SECRETS });
      await kafka.makeTopics();
      await Promise.all(supervised.map((one) => one.start()));
    },
    stop,
    async open() {
      const connection = { brokers, clientId: 'onethread-verify' };
      const log = await openKafkaEventLog({ connection, topicPrefix });
      const history = await openMongoDocumentStore({ uri: mongo.uri, database: `${database}_history` });
      return {
        log,
        history,
        async close() {
          await log.close();
          await history.close();
        },
      };
    },
    opensAlone: false,
    get startedAgain() {
      return supervised.flatMap((one) => Array.from({ length: one.startedAgain }, () => one.name));
    },
    get output() {
      return cluster.processes.map(({ name, output }) => `${name}:\n${output.slice(-LAST_WORDS)}`).join('\n');
    },
    async close() {
      await Promise.all(supervised.map((one) => one.kill()));
      // Whatever they ended with: the run has been judged.
      await stop().catch(() => {});
      await kafka.stop();
      await mongo.stop();
    },
  };
}
