import type { GivenServer } from '../config.ts';
import type { KafkaServers, Missing } from '../servers.ts';
import { sharedNode } from '../shared-node.ts';
import { kafkaBrokers } from './kafka-probe.ts';
import { kafkaRelease } from './kafka-release.ts';

/** The Kafka that the environment names. It is looked at, never started or stopped. Throws `NoAnswerError`. */
export async function givenKafka(given: GivenServer, nodes: number): Promise<KafkaServers | Missing> {
  const brokers = (given.address ?? '').split(',').map((address) => address.trim());
  const alive = await kafkaBrokers(brokers[0] ?? '');
  if (alive.length < nodes) return { missing: `${given.address} has ${alive.length} of ${nodes} nodes` };
  return {
    brokers,
    description: given.description ?? (await describe(brokers[0] ?? '', alive.length)),
    nodes: brokers.map(sharedNode),
    stop: () => Promise.resolve(),
  };
}

async function describe(address: string, nodes: number): Promise<string> {
  const release = (await kafkaRelease(address)) ?? 'of unknown version';
  return `Kafka ${release} at ${address}, ${nodes === 1 ? 'one node' : `${nodes} nodes`}`;
}
