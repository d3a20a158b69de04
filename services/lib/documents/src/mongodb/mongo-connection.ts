import {
  MongoAPIError,
  MongoClient,
  MongoError,
  MongoServerError,
  ReadConcern,
  ReadPreference,
  WriteConcern,
} from 'mongodb';
import { StoreMisconfiguredError, StoreUnavailableError } from '../errors.ts';
import { checkServer } from './check-server.ts';
import { describeFault } from './describe-fault.ts';
import { UNAUTHORIZED_CODES, notDone } from './mongo-faults.ts';
import { watchPrimary } from './watch-primary.ts';
import { withDefaults } from './uri-defaults.ts';
import type { Db } from 'mongodb';
import type { MongoConnection, MongoConnectionOptions } from './open-mongo-connection.ts';

/** How long a majority may take to have a write; after that it is unknown whether the write will stay. */
const MAJORITY_TIMEOUT_MS = 10_000;

/**
 * A write that was answered is in the journal of a majority of servers, and a read sees every such write and nothing that a
 * new primary could take back. Set on every collection, where nothing that the URI says can weaken it.
 */
export const DURABLE_CALLS = {
  writeConcern: new WriteConcern('majority', MAJORITY_TIMEOUT_MS, true),
  readConcern: new ReadConcern('majority'),
  readPreference: ReadPreference.primary,
} as const;

export async function connect(options: MongoConnectionOptions): Promise<MongoConnection> {
  const client = createClient(options.uri);
  try {
    if (options.logger !== undefined) watchPrimary(client, options.logger);
    await client.connect();
    const database = client.db(options.database, DURABLE_CALLS);
    const server = await checkServer(database);
    return {
      client,
      database,
      description: `${server}, database ${options.database}`,
      describeFault,
      checkHealth: () => checkHealth(database),
      close: () => client.close(),
    };
  } catch (error) {
    await client.close();
    throw openFault(error);
  }
}

function createClient(uri: string): MongoClient {
  try {
    return new MongoClient(withDefaults(uri), {
      ...DURABLE_CALLS,
      retryWrites: true,
      retryReads: true,
      // Tells what was sent of a write: see WriteAttempts.
      monitorCommands: true,
      appName: 'onethread',
    });
  } catch (error) {
    // Anything else than the driver's own words about options could quote the password.
    const problem = error instanceof MongoAPIError ? error.message : 'it cannot be parsed';
    throw new StoreMisconfiguredError('bad-uri', `MONGODB_URI: ${problem}`);
  }
}

async function checkHealth(database: Db): Promise<string | undefined> {
  try {
    await database.command({ ping: 1 });
    return undefined;
  } catch (error) {
    return describeFault(error);
  }
}

function openFault(error: unknown): unknown {
  if (error instanceof StoreMisconfiguredError || error instanceof StoreUnavailableError) return error;
  if (error instanceof MongoServerError && UNAUTHORIZED_CODES.has(error.code)) {
    const message = `MongoDB refuses the user or password of MONGODB_URI: ${describeFault(error)}`;
    return new StoreMisconfiguredError('unauthorized', message, { cause: error });
  }
  if (error instanceof MongoError && /wire version/.test(error.message)) {
    return new StoreMisconfiguredError('unsupported-version', `MongoDB 6.0 or newer is needed: ${error.message}`, {
      cause: error,
    });
  }
  return notDone(error);
}
