import { GenericContainer, Network, type StartedTestContainer } from 'testcontainers';
import type { TestServersConfig } from '../config.ts';
import { containerEngine, loopbackBinding } from '../containers/container-engine.ts';
import { nodeOfContainer } from '../containers/node-of-container.ts';
import { untilServes } from '../containers/serves-wait-strategy.ts';
import { freePorts } from '../processes/free-ports.ts';
import type { KafkaServers, Missing, TcpProxy } from '../servers.ts';
import { openTcpProxy } from '../tcp-proxy.ts';
import { allSeeAll } from './all-see-all.ts';
import { kafkaBrokers } from './kafka-probe.ts';
import type { KafkaToStart } from './kafka-to-start.ts';
import { asEnvironment, CLUSTER_ID, nodeSettings, type NodePlace } from './node-settings.ts';

const CLIENT_PORT = 9092;
const INTERNAL_PORT = 19_092;
const CONTROLLER_PORT = 9093;
const DATA_FOLDER = '/var/lib/kafka/data';
const HEAP = '-Xms128m -Xmx512m';
const START_WITHIN_MS = 300_000;

/**
 * A node of Apache Kafka's own image, whose settings are environment variables.
 * (`@testcontainers/kafka` drives Confluent's image alone, one node of it, with Confluent's version numbers.)
 */
class KafkaNodeContainer extends GenericContainer {
  constructor(image: string, place: NodePlace, places: readonly NodePlace[], port: number) {
    super(image);
    this.withEnvironment({
      ...asEnvironment(nodeSettings(place, places)),
      CLUSTER_ID,
      KAFKA_HEAP_OPTS: HEAP,
    })
      .withNetworkAliases(nameOf(place.id))
      .withExposedPorts({ container: CLIENT_PORT, host: port })
      .withWaitStrategy(untilServes(() => servesAs(`127.0.0.1:${port}`, place), START_WITHIN_MS));
    this.hostConfig.PortBindings = loopbackBinding(CLIENT_PORT, port);
  }
}

/** Kafka as containers of the engine that answers, if one does. */
export async function startContainerKafka(
  { nodes: count, throughProxy }: KafkaToStart,
  config: TestServersConfig,
): Promise<KafkaServers | Missing> {
  const client = await containerEngine();
  if ('missing' in client) return client;
  const ports = await freePorts(count);
  const proxies: TcpProxy[] = throughProxy
    ? await Promise.all(ports.map((port) => openTcpProxy({ to: `127.0.0.1:${port}` })))
    : [];
  const containers: StartedTestContainer[] = [];
  const network = await new Network().start();
  const stop = async () => {
    await Promise.all([...proxies.map((proxy) => proxy.close()), ...containers.map((one) => one.stop({ timeout: 0 }))]);
    await network.stop();
  };
  try {
    const direct = ports.map((port) => `127.0.0.1:${port}`);
    const addresses = direct.map((address, index) => proxies[index]?.address ?? address);
    const places = addresses.map((address, index) => placeOf(index + 1, address));
    const starts = await Promise.allSettled(
      places.map(async (place, index) => {
        const image = new KafkaNodeContainer(config.kafka.image, place, places, ports[index] ?? 0);
        containers[index] = await image.withNetwork(network).start();
      }),
    );
    for (const start of starts) if (start.status === 'rejected') throw start.reason;
    await allSeeAll(direct);
    const nodes = containers.map((started, index) => {
      const place = placeOf(index + 1, addresses[index] ?? '');
      const serves = () => servesAs(direct[index] ?? '', place);
      return nodeOfContainer(client, { started, address: place.reach.client, proxy: proxies[index], serves });
    });
    return {
      brokers: addresses,
      description: `Kafka of image ${config.kafka.image}, ${count === 1 ? 'one node in a container' : `${count} nodes in containers`}`,
      nodes,
      stop,
    };
  } catch (error) {
    await stop().catch(() => undefined);
    throw error;
  }
}

async function servesAs(direct: string, place: NodePlace): Promise<boolean> {
  return (await kafkaBrokers(direct)).includes(place.reach.client);
}

function placeOf(id: number, client: string): NodePlace {
  return {
    id,
    listen: {
      client: `0.0.0.0:${CLIENT_PORT}`,
      internal: `0.0.0.0:${INTERNAL_PORT}`,
      controller: `0.0.0.0:${CONTROLLER_PORT}`,
    },
    reach: { client, internal: `${nameOf(id)}:${INTERNAL_PORT}`, controller: `${nameOf(id)}:${CONTROLLER_PORT}` },
    dataFolder: DATA_FOLDER,
  };
}

function nameOf(id: number): string {
  return `kafka-${id}`;
}
