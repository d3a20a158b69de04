import { openMongoDocumentStore } from '@onethread/documents';
import { openKafkaEventLog } from '@onethread/log';
import { mongoForTests, ownName } from '@onethread/test-servers';
import { openCluster, type Cluster } from '../../tests/cluster/cluster.ts';
import { ServersMissingError, type Deployment, type ServiceProcess } from './deployment.ts';
import { killable, openRunKafka } from './kafka-servers.ts';

/** Secrets that one process would make by itself. */
const OWN_SECRETS = {
  COOKIE_SECRET: 'cookie-secret-of-the-system-tests-00001',
  LINK_SECRET: 'link-secret-of-the-system-tests-0000001',
} as const;

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
  let stopped = false;
  const stop = async (): Promise<void> => {
    if (stopped) return;
    stopped = true;
    const faults = await cluster.stop();
    if (faults.length > 0) throw new Error(faults.join('\n'));
  };
  return {
    engine: 'cluster',
    servers: `${kafka.description}, ${nodes} node(s); ${mongo.description}; ${cluster.processes.length} processes: ${cluster.processes.map(({ name }) => name).join(', ')}`,
    doors: cluster.doors,
    grpcAddress: cluster.routingAddress,
    processes: cluster.processes.map(processOf),
    brokers: kafka.nodes,
    database: killable('database', mongo.node),
    brokerLine: kafka.line,
    async start(env) {
      cluster.configure({ ...env, ...OWN_SECRETS });
      await kafka.makeTopics();
      await cluster.start();
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
    get output() {
      return cluster.processes.map(({ name, output }) => `${name}:\n${output.slice(-1000)}`).join('\n');
    },
    async close() {
      await Promise.all(cluster.processes.map((one) => one.kill()));
      await stop();
      await kafka.stop();
      await mongo.stop();
    },
  };
}

function processOf(one: Cluster['processes'][number]): ServiceProcess {
  return {
    name: one.name,
    service: one.service,
    kill: () => one.kill(),
    async start() {
      const exitCode = await one.start();
      if (exitCode !== undefined) throw new Error(`${one.name} ended with ${exitCode}: ${one.output.slice(-2000)}`);
    },
    pause: () => one.pause(),
    resume: () => one.resume(),
    async stop() {
      const code = await one.stop();
      if (code !== undefined && code !== 0)
        throw new Error(`${one.name} stopped with ${code}: ${one.output.slice(-2000)}`);
    },
    get pid() {
      return one.pid;
    },
    // Limits of the kernel and clocks are the one process's faults.
    launchThrough: () => {},
  };
}
