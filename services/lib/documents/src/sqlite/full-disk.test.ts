import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

test('through a full disk: what is refused is not stored, and it goes on with every collection as soon as there is room', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'onethread-full-disk-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const script = fileURLToPath(new URL('./testing/write-through-a-full-disk.ts', import.meta.url));
  // Without the trap the kernel would end a process that writes beyond its limit, where a full disk only refuses.
  const words = ['-c', `trap '' XFSZ; exec "$0" "$@"`, process.execPath, script, join(folder, 'things.sqlite')];
  const { stdout } = await promisify(execFile)('bash', words);
  assert.deepEqual(JSON.parse(stdout), { answered: 20, refused: 5, read: 20 });
});
