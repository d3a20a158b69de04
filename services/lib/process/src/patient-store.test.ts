import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openSqliteDocumentStore, StoreUnavailableError, type DocumentStore } from '@onethread/documents';
import { createLogger } from '@onethread/runtime';
import { BackendRefusedError } from './backend-refused-error.ts';
import { patientStore } from './patient-store.ts';

const NAMES = { name: 'document store', settings: 'STORE_BACKEND' };
const logger = createLogger({ service: 'test', level: 'silent' });

/** Its first declarations fail. */
async function failing(...faults: Error[]): Promise<DocumentStore> {
  const store = await openSqliteDocumentStore({ file: ':memory:' });
  return {
    description: store.description,
    collection: (definition) => {
      const fault = faults.shift();
      return fault === undefined ? store.collection(definition) : Promise.reject(fault);
    },
    close: () => store.close(),
  };
}

test('a store that is busy while its collections are declared is asked again', async () => {
  const busy = await failing(new StoreUnavailableError('busy'), new StoreUnavailableError('busy'));
  const faults: string[] = [];
  const options = { logger, signal: new AbortController().signal, backOff: { firstMs: 1, mostMs: 2 } };
  const store = patientStore(busy, NAMES, { ...options, onFault: (fault) => faults.push(fault) });
  const collection = await store.collection({ name: 'things' });
  assert.equal((await collection.insert({ _id: 'one' })).outcome, 'inserted');
  assert.deepEqual(faults, ['busy', 'busy']);
  await store.close();
});

test('what trying again cannot help ends the start in one line that names the settings', async () => {
  const refused = Object.assign(new Error('indexes are missing'), { retryable: false });
  const store = patientStore(await failing(refused), NAMES, { logger, signal: new AbortController().signal });
  await assert.rejects(
    store.collection({ name: 'things' }),
    (error) => error instanceof BackendRefusedError && /STORE_BACKEND/.test(error.message),
  );
  await store.close();
});
