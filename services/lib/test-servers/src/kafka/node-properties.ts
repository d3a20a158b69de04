import { join } from 'node:path';

/** Where one node of a cluster listens; all on the loopback. */
export interface NodePorts {
  readonly id: number;
  /** Clients. */
  readonly client: number;
  /** What clients are told to connect to: the client port, or a proxy before it. */
  readonly advertised: number;
  /** The other nodes, past any proxy. */
  readonly internal: number;
  readonly controller: number;
}

/**
 * server.properties of a node that is broker and controller (KRaft). As production where it decides what is safe
 * (no unclean election, two of three in sync), quicker where it only decides how long a failure takes to be noticed.
 */
export function nodeProperties(node: NodePorts, nodes: readonly NodePorts[], folder: string): string {
  const replicas = Math.min(nodes.length, 3);
  const inSync = replicas > 1 ? 2 : 1;
  const properties = {
    'process.roles': 'broker,controller',
    'node.id': node.id,
    'controller.quorum.voters': nodes.map(({ id, controller }) => `${id}@127.0.0.1:${controller}`).join(','),
    listeners: `CLIENT://127.0.0.1:${node.client},INTERNAL://127.0.0.1:${node.internal},CONTROLLER://127.0.0.1:${node.controller}`,
    'advertised.listeners': `CLIENT://127.0.0.1:${node.advertised},INTERNAL://127.0.0.1:${node.internal}`,
    'listener.security.protocol.map': 'CLIENT:PLAINTEXT,INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'controller.listener.names': 'CONTROLLER',
    'inter.broker.listener.name': 'INTERNAL',
    'log.dirs': join(folder, `data-${node.id}`),
    ...clusterProperties(replicas, inSync),
  };
  return Object.entries(properties)
    .map(([key, value]) => `${key}=${value}\n`)
    .join('');
}

/** What does not depend on where a node stands; containers take the same. */
export function clusterProperties(replicas: number, inSync: number): Readonly<Record<string, string | number>> {
  return {
    'auto.create.topics.enable': 'false',
    'default.replication.factor': replicas,
    'min.insync.replicas': inSync,
    'unclean.leader.election.enable': 'false',
    'offsets.topic.replication.factor': replicas,
    'offsets.topic.num.partitions': 1,
    'transaction.state.log.replication.factor': replicas,
    'transaction.state.log.min.isr': inSync,
    'transaction.state.log.num.partitions': 1,
    'group.initial.rebalance.delay.ms': 0,
    'group.min.session.timeout.ms': 1000,
    'broker.session.timeout.ms': 3000,
    'broker.heartbeat.interval.ms': 500,
    'num.network.threads': 2,
    'num.io.threads': 4,
    'log.cleaner.dedupe.buffer.size': 16_777_216,
  };
}
