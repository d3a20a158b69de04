import { join } from 'node:path';
import type { TestServersConfig } from '../config.ts';
import { freePorts } from '../processes/free-ports.ts';
import { openGuardedFolder } from '../processes/guarded-folder.ts';
import { nodeOfProcess } from '../processes/node-of-process.ts';
import { ServerProcess } from '../processes/server-process.ts';
import type { MongoServer } from '../servers.ts';
import { openTcpProxy } from '../tcp-proxy.ts';
import { askMongo } from './mongo-probe.ts';
import { nameOfStore } from './name-of-store.ts';
import { storeProgram } from './store-program.ts';

const START_WITHIN_MS = 60_000;
/** Without the first, what was acknowledged with journal=false would not outlive a kill; with it, nothing is lost. */
const SETTINGS = ['--sync-on-commit', '--enable-test-commands', '--cache-size', '256M', '--log-level', 'WARNING'];

/** The compatible server as a process of this machine. Throws `CommandFailedError`, `ServerStartError`. */
export async function startRecipeMongo(throughProxy: boolean, config: TestServersConfig): Promise<MongoServer> {
  const program = await storeProgram(config);
  const folder = await openGuardedFolder();
  const [port = 0] = await freePorts(1);
  const proxy = throughProxy ? await openTcpProxy({ to: `127.0.0.1:${port}` }) : undefined;
  const stop = async () => {
    await proxy?.close();
    await folder.release();
  };
  const address = `127.0.0.1:${port}`;
  const data = join(folder.path, 'store-data');
  const server = new ServerProcess(folder, {
    name: 'store',
    command: [...program.command, '--host', '127.0.0.1', '--port', String(port), '--storage-path', data, ...SETTINGS],
    env: program.env,
    startWithinMs: START_WITHIN_MS,
    serves: async () => (await askMongo(address, 'hello')).get('isWritablePrimary') === true,
  });
  try {
    await server.start();
    const node = nodeOfProcess(server, proxy?.address ?? address, proxy);
    const set = String((await askMongo(address, 'hello')).get('setName'));
    const way = proxy ? 'directConnection=true' : `replicaSet=${set}`;
    return {
      uri: `mongodb://${node.address}/?${way}&w=majority&journal=true`,
      description: `${await nameOfStore(address)}, one node, from ${config.mongodb.program === undefined ? 'PyPI' : 'TEST_MONGODB_PROGRAM'}`,
      node,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
