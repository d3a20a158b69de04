import type { TestServersConfig } from '../config.ts';
import { freePorts } from '../processes/free-ports.ts';
import { openGuardedFolder } from '../processes/guarded-folder.ts';
import { nodeOfProcess } from '../processes/node-of-process.ts';
import type { KafkaServers, TcpProxy } from '../servers.ts';
import { openTcpProxy } from '../tcp-proxy.ts';
import { until } from '../until.ts';
import { kafkaProgram } from './kafka-jars.ts';
import { kafkaBrokers } from './kafka-probe.ts';
import { prepareKafkaNode } from './kafka-process.ts';
import type { NodePorts } from './node-properties.ts';

const FORM_WITHIN_MS = 60_000;

export interface KafkaToStart {
  readonly nodes: number;
  readonly throughProxy: boolean;
}

/** Apache Kafka as processes of this machine's Java. Throws `CommandFailedError`, `ServerStartError`. */
export async function startRecipeKafka(wanted: KafkaToStart, config: TestServersConfig): Promise<KafkaServers> {
  const program = await kafkaProgram(config.kafka.version, config.cacheFolder);
  const folder = await openGuardedFolder();
  const proxies: TcpProxy[] = [];
  const stop = async () => {
    await Promise.all(proxies.map((proxy) => proxy.close()));
    await folder.release();
  };
  try {
    const layout = await layOut(wanted, proxies);
    const servers = await Promise.all(layout.map((node) => prepareKafkaNode(node, layout, folder, program.java)));
    await Promise.all(servers.map((server) => server.start()));
    await until(() => allSeeAll(layout), 'the Kafka nodes to form a cluster', FORM_WITHIN_MS);
    const nodes = servers.map((server, index) => nodeOfProcess(server, layout[index]?.advertised ?? 0, proxies[index]));
    return {
      brokers: nodes.map(({ address }) => address),
      description: `Apache Kafka ${config.kafka.version}, ${wanted.nodes} node${wanted.nodes > 1 ? 's' : ''} on Java ${program.javaVersion}, from Maven`,
      nodes,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function layOut({ nodes, throughProxy }: KafkaToStart, proxies: TcpProxy[]): Promise<NodePorts[]> {
  const ports = await freePorts(nodes * 3);
  const layout: NodePorts[] = [];
  for (let index = 0; index < nodes; index++) {
    const [client = 0, internal = 0, controller = 0] = ports.slice(index * 3, index * 3 + 3);
    const proxy = throughProxy ? await openTcpProxy({ to: `127.0.0.1:${client}` }) : undefined;
    if (proxy) proxies.push(proxy);
    layout.push({ id: index + 1, client, internal, controller, advertised: proxy?.port ?? client });
  }
  return layout;
}

async function allSeeAll(nodes: readonly NodePorts[]): Promise<boolean> {
  const seen = await Promise.all(nodes.map(({ client }) => kafkaBrokers(`127.0.0.1:${client}`)));
  return seen.every((brokers) => brokers.length === nodes.length);
}
