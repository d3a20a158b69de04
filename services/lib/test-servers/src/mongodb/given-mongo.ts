import type { GivenServer } from '../config.ts';
import type { MongoServer } from '../servers.ts';
import { sharedNode } from '../shared-node.ts';
import { nameOfStore } from './name-of-store.ts';

/** The store that the environment names. It is looked at, never started or stopped. Throws `NoAnswerError`. */
export async function givenMongo(given: GivenServer): Promise<MongoServer> {
  const uri = given.address ?? '';
  const address = /^mongodb:\/\/(?:[^@/]*@)?([^,/?]+)/u.exec(uri)?.[1];
  // A cluster behind DNS or TLS cannot be asked in one line: its tests will tell.
  const plain = address !== undefined && !/[?&](?:tls|ssl)=true/u.test(uri);
  const description =
    given.description ?? (plain ? `${await nameOfStore(address)} at ${address}` : 'the store of TEST_MONGODB_URI');
  return { uri, description, node: sharedNode(address ?? uri), stop: () => Promise.resolve() };
}
