import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { FolderLockedError, FolderNotWritableError, lockDataFolder } from './index.ts';
import type { TestContext } from 'node:test';

function temporaryFolder(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'onethread-lock-'));
  t.after(() => rmSync(folder, { recursive: true }));
  return folder;
}

test('a folder that another process holds is refused with its process number, and free once that process is killed', async (t) => {
  const folder = temporaryFolder(t);
  const script = fileURLToPath(new URL('./testing/hold-folder.ts', import.meta.url));
  const holder = spawn(process.execPath, [script, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(holder, 'exit');
  await once(holder.stdout, 'data');

  await assert.rejects(lockDataFolder(folder), (error) => {
    assert.ok(error instanceof FolderLockedError);
    assert.equal(error.pid, holder.pid);
    assert.match(error.message, new RegExp(`process ${holder.pid}\\. Stop that process first`, 'u'));
    return true;
  });

  holder.kill('SIGKILL');
  await exited;
  const lock = await lockDataFolder(folder);
  lock.release();
});

test('a released folder can be taken again, a held one not even by the same process', async (t) => {
  const folder = join(temporaryFolder(t), 'made', 'here');
  const first = await lockDataFolder(folder);
  await assert.rejects(lockDataFolder(folder), FolderLockedError);
  first.release();
  first.release();
  const second = await lockDataFolder(folder);
  second.release();
});

test('a folder that cannot be made is refused with what to do', async (t) => {
  const file = join(temporaryFolder(t), 'a-file');
  writeFileSync(file, '');
  // Where a file stands in the way, and where the file system itself refuses, even to root.
  for (const folder of [join(file, 'data'), file, '/proc/onethread/data']) {
    await assert.rejects(lockDataFolder(folder), (error) => {
      assert.ok(error instanceof FolderNotWritableError);
      assert.match(error.message, /cannot be written .*DATA_DIR/u);
      return true;
    });
  }
});
