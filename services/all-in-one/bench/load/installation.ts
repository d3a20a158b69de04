import { applyTopics } from '@onethread/log';
import type { AdminClient } from '@onethread/rpc';
import { ownName, type KafkaServers, type MongoServer } from '@onethread/test-servers';
import { topics } from '../../tests/cluster/cluster.ts';
import { openClusterWorld, type ClusterWorld } from '../../tests/cluster/cluster-world.ts';
import { openWorld, type World } from '../../tests/world.ts';

/** A running Onethread as customers, agents and the bench meet it. */
export interface Installation extends AsyncDisposable {
  readonly inAppUrl: string;
  readonly smsUrl: string;
  readonly grpcAddress: string;
  readonly admin: AdminClient;
  /** Of its own processes that run now. */
  pids(): readonly number[];
}

export interface OneProcess extends Installation {
  readonly world: World;
}

/** Everything in one fresh process, started; on its own files unless the environment names other engines. */
export async function openOneProcess(env: Readonly<Record<string, string>> = {}): Promise<OneProcess> {
  const world = await openWorld(env);
  const { onethread, admin } = world;
  const close = () => world.close();
  await world.start().catch(async (error: unknown) => {
    await close();
    throw error;
  });
  return {
    world,
    inAppUrl: onethread.url,
    smsUrl: onethread.url,
    grpcAddress: onethread.grpcAddress,
    admin,
    pids: () => (onethread.pid === undefined ? [] : [onethread.pid]),
    [Symbol.asyncDispose]: close,
  };
}

/** The same with its log on Kafka, in topics of its own, and its documents in a file. */
export async function openOneProcessOnKafka({ brokers }: KafkaServers): Promise<OneProcess> {
  const topicPrefix = `${ownName('bench')}.`;
  const connection = { brokers, clientId: 'onethread-bench' };
  await applyTopics({ connection, topicPrefix, topics: topics(), replication: 1 });
  return await openOneProcess({
    LOG_BACKEND: 'kafka',
    KAFKA_BROKERS: brokers.join(),
    KAFKA_TOPIC_PREFIX: topicPrefix,
  });
}

export interface SeparateProcesses extends Installation {
  readonly world: ClusterWorld;
}

/** Every service once, as a process of its own, on Kafka and the document database. */
export async function openSeparateProcesses(kafka: KafkaServers, mongo: MongoServer): Promise<SeparateProcesses> {
  const world = await openClusterWorld({ kafka, mongo });
  const { cluster, admin } = world;
  const close = async (): Promise<void> => {
    // How orderly they end is for tests to judge.
    await Promise.all(cluster.processes.map((one) => one.kill()));
    await world.close();
  };
  await world.start().catch(async (error: unknown) => {
    await close();
    throw error;
  });
  return {
    world,
    inAppUrl: cluster.doors.inAppUrl,
    smsUrl: cluster.doors.smsUrl,
    grpcAddress: cluster.routingAddress,
    admin,
    pids: () => cluster.processes.flatMap(({ pid }) => (pid === undefined ? [] : [pid])),
    [Symbol.asyncDispose]: close,
  };
}
