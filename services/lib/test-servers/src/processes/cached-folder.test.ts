import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { cachedFolder } from './cached-folder.ts';

function cache(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'onethread-cache-'));
  t.after(() => rmSync(folder, { recursive: true }));
  return folder;
}

test('of several that come at once one fills, and all get what it made', async (t) => {
  const folder = cache(t);
  let fills = 0;
  const fill = async (target: string) => {
    fills++;
    writeFileSync(join(target, 'jar'), 'x');
  };
  const all = await Promise.all([1, 2, 3].map(() => cachedFolder(folder, 'kafka', fill)));
  assert.equal(fills, 1);
  assert.ok(all.every((path) => existsSync(join(path, 'jar'))));
});

test('what was left half done is done again from the beginning', async (t) => {
  const folder = cache(t);
  mkdirSync(join(folder, 'kafka'));
  writeFileSync(join(folder, 'kafka', 'half'), '');
  const path = await cachedFolder(folder, 'kafka', async (target) => writeFileSync(join(target, 'whole'), ''));
  assert.deepEqual([existsSync(join(path, 'half')), existsSync(join(path, 'whole'))], [false, true]);
});

test('a failure is told, and the next one tries again', async (t) => {
  const folder = cache(t);
  await assert.rejects(
    cachedFolder(folder, 'kafka', () => Promise.reject(new Error('no line'))),
    /no line/u,
  );
  await cachedFolder(folder, 'kafka', async () => undefined);
});
