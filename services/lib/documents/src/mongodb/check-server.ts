import { MongoServerError } from 'mongodb';
import { StoreMisconfiguredError } from '../errors.ts';
import { UNAUTHORIZED_CODES } from './mongo-faults.ts';
import type { Db, Document } from 'mongodb';

/** The wire version of MongoDB 6.0. */
const OLDEST_WIRE_VERSION = 17;
/** Never holds anything. */
const PROBE_COLLECTION = 'onethread_probe';

/**
 * Throws `StoreMisconfiguredError` where the server is too old, stands alone (no majority, no retryable writes), or does not
 * let the user write. Returns what the server says it is.
 */
export async function checkServer(database: Db): Promise<string> {
  const hello = await database.admin().command({ hello: 1 });
  if (Number(hello['maxWireVersion']) < OLDEST_WIRE_VERSION) {
    throw new StoreMisconfiguredError(
      'unsupported-version',
      `MongoDB 6.0 or newer is needed: the server speaks wire version ${Number(hello['maxWireVersion'])}, not ${OLDEST_WIRE_VERSION}`,
    );
  }
  if (hello['setName'] === undefined && hello['msg'] !== 'isdbgrid') {
    throw new StoreMisconfiguredError(
      'not-a-replica-set',
      'MongoDB must run as a replica set, of one server at least: start it with --replSet and run rs.initiate()',
    );
  }
  await checkWriting(database);
  return describeServer(hello, await database.admin().command({ buildInfo: 1 }));
}

/** Removes nothing from a collection that is not there: allowed to whoever may write, and without a trace. */
async function checkWriting(database: Db): Promise<void> {
  try {
    await database.collection<{ _id: string }>(PROBE_COLLECTION).deleteOne({ _id: 'probe' });
  } catch (error) {
    if (!(error instanceof MongoServerError) || !UNAUTHORIZED_CODES.has(error.code)) throw error;
    throw new StoreMisconfiguredError(
      'read-only',
      `the user of MONGODB_URI may not write to the database ${database.databaseName}: give it the role readWrite`,
      { cause: error },
    );
  }
}

function describeServer(hello: Document, build: Document): string {
  const hosts: unknown = hello['hosts'] ?? [hello['me']];
  const where = Array.isArray(hosts) ? hosts.map(String).join(',') : 'a cluster';
  return `mongodb ${where} (${hello['setName'] === undefined ? 'mongos' : String(hello['setName'])}, version ${String(build['version'])})`;
}
