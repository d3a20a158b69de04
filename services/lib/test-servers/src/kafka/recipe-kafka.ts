import type { TestServersConfig } from '../config.ts';
import { freePorts } from '../processes/free-ports.ts';
import { openGuardedFolder } from '../processes/guarded-folder.ts';
import { nodeOfProcess } from '../processes/node-of-process.ts';
import type { ServerProcess } from '../processes/server-process.ts';
import type { KafkaServers, TcpProxy } from '../servers.ts';
import { openTcpProxy } from '../tcp-proxy.ts';
import { allSeeAll } from './all-see-all.ts';
import { kafkaProgram } from './kafka-jars.ts';
import type { KafkaToStart } from './kafka-to-start.ts';
import { loopbackPlace, prepareKafkaProcess } from './kafka-process.ts';

/** Client, internal, controller. */
const PORTS_PER_NODE = 3;

/** Apache Kafka as processes of this machine's Java. Throws `CommandFailedError`, `ServerStartError`. */
export async function startRecipeKafka(wanted: KafkaToStart, config: TestServersConfig): Promise<KafkaServers> {
  const { java, javaVersion } = await kafkaProgram(config.kafka.version, config.cacheFolder);
  const folder = await openGuardedFolder();
  const proxies: (TcpProxy | undefined)[] = [];
  const servers: ServerProcess[] = [];
  const stop = async () => {
    await Promise.all([...proxies.map((proxy) => proxy?.close()), ...servers.map((server) => server.kill())]);
    await folder.release();
  };
  try {
    const ports = await freePorts(wanted.nodes * PORTS_PER_NODE);
    const portsOf = (index: number) => ports.slice(index * PORTS_PER_NODE, (index + 1) * PORTS_PER_NODE);
    const indexes = Array.from({ length: wanted.nodes }, (_, index) => index);
    if (wanted.throughProxy) {
      proxies.push(
        ...(await Promise.all(indexes.map((index) => openTcpProxy({ to: `127.0.0.1:${portsOf(index)[0]}` })))),
      );
    }
    const places = indexes.map((index) => loopbackPlace(index + 1, portsOf(index), proxies[index]?.address));
    servers.push(...(await Promise.all(places.map((place) => prepareKafkaProcess(place, places, folder, java)))));
    await Promise.all(servers.map((server) => server.start()));
    await allSeeAll(places.map(({ listen }) => listen.client));
    const nodes = servers.map((server, index) =>
      nodeOfProcess(server, places[index]?.reach.client ?? '', proxies[index]),
    );
    return {
      brokers: nodes.map(({ address }) => address),
      description: `Apache Kafka ${config.kafka.version}, ${wanted.nodes === 1 ? 'one node' : `${wanted.nodes} nodes`} on Java ${javaVersion}, from Maven`,
      nodes,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
