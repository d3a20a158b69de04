import { firstThatOpens, type Way } from '../choose.ts';
import { testServersConfig, type TestServersConfig } from '../config.ts';
import { remember } from '../opened.ts';
import type { KafkaServers, Missing } from '../servers.ts';
import { givenKafka } from './given-kafka.ts';
import { startRecipeKafka } from './recipe-kafka.ts';

export interface KafkaForTests {
  /** Default 1. */
  readonly nodes?: 1 | 3;
  /** For tests that kill, pause or restart it. Default false: it may be shared with other files. */
  readonly own?: boolean;
  /** Puts a TCP proxy before each node, to which clients are sent by its advertised listener. Implies `own`. */
  readonly throughProxy?: boolean;
}

/**
 * A real Kafka: at an address of the environment, or in containers, or from Maven on this machine's Java; or the reasons
 * why there is none. Throws `TestServerMissingError` with them under `REQUIRE_CLUSTER=1`.
 */
export async function kafkaForTests(
  wanted: KafkaForTests = {},
  config = testServersConfig(),
): Promise<KafkaServers | Missing> {
  const kafka = await firstThatOpens('Kafka', waysToKafka(wanted, config), config.required);
  return remember('log', kafka);
}

/** In the order in which they are tried. */
export function waysToKafka(
  { nodes = 1, own = false, throughProxy = false }: KafkaForTests,
  config: TestServersConfig,
): readonly Way<KafkaServers>[] {
  const { address, missing } = config.kafka;
  if (missing !== undefined) return [{ name: 'tried before', open: async () => ({ missing }) }];
  const given: Way<KafkaServers> = { name: 'TEST_KAFKA_BROKERS', open: () => givenKafka(config.kafka, nodes) };
  const mayBeGiven = address !== undefined && !own && !throughProxy;
  // An address is a decision: where it does not answer, another server would be a surprise.
  if (mayBeGiven && nodes === 1) return [given];
  const start = { nodes, throughProxy };
  const ways: Record<TestServersConfig['ways'][number], Way<KafkaServers>> = {
    containers: {
      name: 'containers',
      // Loaded only here: it takes a second, and most machines and files do without.
      open: async () => (await import('./container-kafka.ts')).startContainerKafka(start, config),
    },
    recipe: { name: 'Maven', open: () => startRecipeKafka(start, config) },
  };
  return [...(mayBeGiven ? [given] : []), ...config.ways.map((way) => ways[way])];
}
