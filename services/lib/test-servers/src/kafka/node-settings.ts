/** `host:port` of a node's three doors. */
export interface NodeDoors {
  readonly client: string;
  /** The other nodes, past any proxy. */
  readonly internal: string;
  readonly controller: string;
}

export interface NodePlace {
  readonly id: number;
  /** Where it listens. */
  readonly listen: NodeDoors;
  /** Where others find it; for clients that may be a proxy before it. */
  readonly reach: NodeDoors;
  readonly dataFolder?: string;
}

export const CLUSTER_ID = 'AAAAAAAAQACAAAAAAAAAAQ';

/**
 * Settings of a node that is broker and controller (KRaft). As in production where they decide what is safe (no unclean
 * election, two of three in sync), quicker where they only decide how soon a failure is noticed.
 */
export function nodeSettings(node: NodePlace, nodes: readonly NodePlace[]): Readonly<Record<string, string | number>> {
  const replicas = nodes.length;
  const inSync = replicas > 1 ? 2 : 1;
  return {
    'process.roles': 'broker,controller',
    'node.id': node.id,
    'controller.quorum.voters': nodes.map(({ id, reach }) => `${id}@${reach.controller}`).join(','),
    listeners: `CLIENT://${node.listen.client},INTERNAL://${node.listen.internal},CONTROLLER://${node.listen.controller}`,
    'advertised.listeners': `CLIENT://${node.reach.client},INTERNAL://${node.reach.internal}`,
    'listener.security.protocol.map': 'CLIENT:PLAINTEXT,INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'controller.listener.names': 'CONTROLLER',
    'inter.broker.listener.name': 'INTERNAL',
    ...(node.dataFolder && { 'log.dirs': node.dataFolder }),
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

/** As a `server.properties` file. */
export function asProperties(settings: Readonly<Record<string, string | number>>): string {
  return Object.entries(settings)
    .map(([key, value]) => `${key}=${value}\n`)
    .join('');
}

/** As the environment that Kafka's official image reads: `node.id` is `KAFKA_NODE_ID`. */
export function asEnvironment(settings: Readonly<Record<string, string | number>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(settings).map(([key, value]) => [`KAFKA_${key.toUpperCase().replaceAll('.', '_')}`, String(value)]),
  );
}
