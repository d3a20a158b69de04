import { join } from 'node:path';
import { openMongoDocumentStore, openSqliteDocumentStore, type DocumentStore } from '@onethread/documents';
import { measureStoreSpeed } from '@onethread/documents/bench';
import { ownName } from '@onethread/test-servers';
import { tempFolder } from '@onethread/testkit';
import { onMongo } from '../load/on-servers.ts';
import type { Figure } from '../row.ts';

const CALLERS = [1, 8];

export const measure = onMongo(async (mongo, { short }) => {
  const calls = short ? { database: 50, file: 500 } : { database: 400, file: 4000 };
  await using folder = await tempFolder('onethread-bench-store-');
  const ofDatabase = await openMongoDocumentStore({ uri: mongo.uri, database: ownName('bench') });
  const ofFile = await openSqliteDocumentStore({ file: join(folder.path, 'store.sqlite') });
  return {
    figures: [
      ...(await figuresOf(ofDatabase, 'database', calls.database)),
      ...(await figuresOf(ofFile, 'SQLite file', calls.file)),
    ],
    conditions: `The database: ${mongo.description}. ${calls.database} calls of each kind to it, ${calls.file.toLocaleString('en-US')} to the file.`,
  };
});

async function figuresOf(store: DocumentStore, name: string, calls: number): Promise<Figure[]> {
  try {
    const rows = await measureStoreSpeed(store, { collection: 'measured', calls, callers: CALLERS });
    return rows.flatMap(({ call, callers, perSecond, p50Ms, p99Ms }) => {
      const what = `${name}: ${call}, ${callers} ${callers === 1 ? 'caller' : 'callers'}`;
      // Alone, the delay of a call is the figure; side by side, what the slowest of them waits.
      const delay = callers === 1 ? { part: 'p50', value: p50Ms } : { part: 'p99', value: p99Ms };
      return [
        { what, value: perSecond, unit: 'calls/s', yardstick: true },
        { what: `${what}, ${delay.part}`, value: delay.value, unit: 'ms', yardstick: true },
      ];
    });
  } finally {
    await store.close();
  }
}
