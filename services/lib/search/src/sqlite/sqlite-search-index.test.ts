import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { candidates, entry } from '../contract/index-under-test.ts';
import { searchIndexContract } from '../search-index.contract.ts';
import { openSqliteSearchIndex } from './open-sqlite-search-index.ts';

searchIndexContract('SQLite in memory', async () => {
  const index = await openSqliteSearchIndex({ file: ':memory:' });
  return { index, dispose: () => index.close() };
});

searchIndexContract('SQLite file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'onethread-search-'));
  const index = await openSqliteSearchIndex({ file: join(folder, 'search.sqlite') });
  return {
    index,
    dispose: async () => {
      await index.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
});

test('an index, and a rebuild that was interrupted, are there again after a restart', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'onethread-search-'));
  const file = join(folder, 'search.sqlite');
  let index = await openSqliteSearchIndex({ file });
  await index.index([entry('one', 'needle')]);
  const rebuild = await index.rebuild();
  await rebuild.index([entry('two', 'needle')], 'page 7');
  await index.close();
  index = await openSqliteSearchIndex({ file });
  assert.deepEqual(await candidates(index, 'needle'), ['one']);
  const resumed = await index.rebuild();
  assert.equal(resumed.resumedFrom, 'page 7');
  await resumed.finish();
  assert.deepEqual(await candidates(index, 'needle'), ['two']);
  await index.close();
  await rm(folder, { recursive: true });
});
