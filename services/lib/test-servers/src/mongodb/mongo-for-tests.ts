import { firstThatOpens, type Way } from '../choose.ts';
import { testServersConfig, type TestServersConfig } from '../config.ts';
import { remember } from '../opened.ts';
import type { Missing, MongoServer } from '../servers.ts';
import { givenMongo } from './given-mongo.ts';
import { startRecipeMongo } from './recipe-mongo.ts';

export interface MongoForTests {
  /** For tests that kill, pause or restart it. Default false: it may be shared with other files. */
  readonly own?: boolean;
  /** Puts a TCP proxy before it. Implies `own`; the connection string is then a direct one. */
  readonly throughProxy?: boolean;
}

/**
 * A real MongoDB at an address of the environment or in a container, else a compatible server from PyPI; or the reasons
 * why there is none. Throws `TestServerMissingError` with them under `REQUIRE_CLUSTER=1`.
 */
export async function mongoForTests(
  wanted: MongoForTests = {},
  config = testServersConfig(),
): Promise<MongoServer | Missing> {
  const store = await firstThatOpens('MongoDB', waysToMongo(wanted, config), config.required);
  return remember('store', store);
}

/** In the order in which they are tried. */
export function waysToMongo(
  { own = false, throughProxy = false }: MongoForTests,
  config: TestServersConfig,
): readonly Way<MongoServer>[] {
  const { address, missing } = config.mongodb;
  if (missing !== undefined) return [{ name: 'tried before', open: async () => ({ missing }) }];
  // An address is a decision: where it does not answer, another server would be a surprise.
  if (address !== undefined && !own && !throughProxy) {
    return [{ name: 'TEST_MONGODB_URI', open: () => givenMongo(config.mongodb) }];
  }
  const ways: Record<TestServersConfig['ways'][number], Way<MongoServer>> = {
    containers: {
      name: 'containers',
      open: async () => (await import('./container-mongo.ts')).startContainerMongo(throughProxy, config),
    },
    recipe: { name: 'PyPI', open: () => startRecipeMongo(throughProxy, config) },
  };
  return config.ways.map((way) => ways[way]);
}
