import assert from 'node:assert/strict';
import { test } from 'node:test';
import { faultyDocumentStore, openSqliteDocumentStore } from '@onethread/documents';
import { SearchUnavailableError } from '../errors.ts';
import { searchIndexContract } from '../search-index.contract.ts';
import { parseQuery } from '../text/search-query.ts';
import { openDocumentSearchIndex } from './open-document-search-index.ts';

searchIndexContract('tokens in SQLite documents', async () => {
  const documents = await openSqliteDocumentStore({ file: ':memory:' });
  return { index: await openDocumentSearchIndex(documents), dispose: () => documents.close() };
});

test('writes whose answers are lost are found as done; where that cannot be known, the index is unavailable', async (context) => {
  const lost = new Set<string>();
  const documents = faultyDocumentStore(await openSqliteDocumentStore({ file: ':memory:' }), {
    after: ({ method }) => (lost.delete(method) ? 'lose' : 'answer'),
  });
  context.after(() => documents.close());
  const index = await openDocumentSearchIndex(documents);
  const write = (version: number, text: string) =>
    index.index([{ id: 'r_1', customerId: 'c_1', at: 1, version, text }]);

  lost.add('insert');
  await write(1, 'umbrella');
  lost.add('replace');
  await write(2, 'parasol');
  const { candidates } = await index.find({ query: parseQuery('parasol'), limit: 10 });
  assert.deepEqual(
    candidates.map(({ id }) => id),
    ['r_1'],
  );
  lost.add('replace');
  assert.equal(await index.emptyCustomer('c_1'), 1);
  assert.equal(lost.size, 0);

  lost.add('remove');
  await assert.rejects(index.remove(['r_1']), SearchUnavailableError);
});
