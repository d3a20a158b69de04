import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { tempFolder } from '@onethread/testkit';
import { diskCheck } from './disk-check.ts';

test('a folder that takes bytes is well and left as it was, another is told in the words of the system', async () => {
  const folder = await tempFolder('onethread-disk-');
  assert.equal(diskCheck(folder.path).check(), undefined);
  assert.deepEqual(readdirSync(folder.path), []);
  await folder.remove();
  const fault = await diskCheck(folder.path).check();
  assert.match(fault ?? '', /cannot be written: ENOENT/);
});
