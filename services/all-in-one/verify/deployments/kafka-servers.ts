import { applyTopics } from '@onethread/log';
import { kafkaForTests, ownName, type KafkaServers, type ServerNode } from '@onethread/test-servers';
import { topics } from '../../tests/cluster/cluster.ts';
import { ServersMissingError, type BrokerLine, type Killable } from './deployment.ts';

/** Real brokers of a run's own, with a proxy before each, and topics that are this run's alone. */
export interface RunKafka {
  readonly brokers: readonly string[];
  readonly topicPrefix: string;
  readonly description: string;
  readonly nodes: readonly Killable[];
  readonly line: BrokerLine;
  makeTopics(): Promise<void>;
  stop(): Promise<void>;
}

/** Throws with the reasons when there is no Kafka to be had here. */
export async function openRunKafka(nodes: 1 | 3): Promise<RunKafka> {
  const kafka = await kafkaForTests({ nodes, own: true, throughProxy: true });
  if ('missing' in kafka) throw new ServersMissingError(`no Kafka: ${kafka.missing}`);
  const topicPrefix = `${ownName('verify')}.`;
  return {
    brokers: kafka.brokers,
    topicPrefix,
    description: kafka.description,
    nodes: kafka.nodes.map((node, index) => killable(`broker-${index + 1}`, node)),
    line: lineOf(kafka),
    async makeTopics() {
      const connection = { brokers: kafka.brokers, clientId: 'onethread-verify' };
      await applyTopics({ connection, topicPrefix, topics: topics(), replication: nodes });
    },
    stop: () => kafka.stop(),
  };
}

export function killable(name: string, node: ServerNode): Killable {
  return {
    name,
    kill: () => node.kill(),
    start: () => node.restart(),
    pause: () => node.pause(),
    resume: () => node.resume(),
  };
}

function lineOf({ nodes }: KafkaServers): BrokerLine {
  return {
    dropAnswers: (on) => {
      for (const { proxy } of nodes) proxy?.dropAnswers(on);
    },
  };
}
