// A package that happens to be named like the driver.
// oxlint-disable-next-line no-restricted-imports
import { MongoDBContainer, type StartedMongoDBContainer } from '@testcontainers/mongodb';
import type { TestServersConfig } from '../config.ts';
import { containerEngine, loopbackBinding } from '../containers/container-engine.ts';
import { nodeOfContainer } from '../containers/node-of-container.ts';
import { freePorts } from '../processes/free-ports.ts';
import type { Missing, MongoServer } from '../servers.ts';
import { openTcpProxy } from '../tcp-proxy.ts';
import { askMongo } from './mongo-probe.ts';
import { nameOfStore } from './name-of-store.ts';

const MONGODB_PORT = 27_017;

/** A replica set of one that always has the same port, on the loopback only. */
class LoopbackMongoContainer extends MongoDBContainer {
  constructor(image: string, port: number) {
    super(image);
    this.exposedPorts = [{ container: MONGODB_PORT, host: port }];
    this.hostConfig.PortBindings = loopbackBinding(MONGODB_PORT, port);
  }

  /** In full, for images without the official one's entry point, too. */
  override withCommand(options: string[]): this {
    return super.withCommand(['mongod', ...options]);
  }
}

/** MongoDB as a container of the engine that answers, if one does. */
export async function startContainerMongo(
  throughProxy: boolean,
  config: TestServersConfig,
): Promise<MongoServer | Missing> {
  const client = await containerEngine();
  if ('missing' in client) return client;
  const [port = 0] = await freePorts(1);
  const direct = `127.0.0.1:${port}`;
  const proxy = throughProxy ? await openTcpProxy({ to: direct }) : undefined;
  let started: StartedMongoDBContainer | undefined;
  const stop = async () => {
    await Promise.all([proxy?.close(), started?.stop({ timeout: 0 })]);
  };
  try {
    started = await new LoopbackMongoContainer(config.mongodb.image, port).start();
    const address = proxy?.address ?? direct;
    const serves = async () => (await askMongo(direct, 'hello')).get('isWritablePrimary') === true;
    const node = nodeOfContainer(client, { started, address, proxy, serves });
    return {
      // The set knows its member by a name that only the container's network knows.
      uri: `mongodb://${address}/?directConnection=true&w=majority&journal=true`,
      description: `${await nameOfStore(direct)} of image ${config.mongodb.image}, one node in a container`,
      node,
      stop,
    };
  } catch (error) {
    await stop().catch(() => undefined);
    throw error;
  }
}
