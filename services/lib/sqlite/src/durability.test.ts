import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { openSqliteFile } from './index.ts';
import type { NotebookAnswer, NotebookRequest } from './testing/notebook-program.ts';

test('every write that was answered before SIGKILL is there after reopening, in order and without a hole', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'onethread-sqlite-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'notebook.db');
  const script = fileURLToPath(new URL('./testing/write-for-ever.ts', import.meta.url));
  const writer = spawn(process.execPath, [script, file], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(writer, 'exit');
  let answered = -1;
  for await (const line of createInterface({ input: writer.stdout })) {
    answered = Number(line);
    if (answered > 300) writer.kill('SIGKILL');
  }
  await exited;

  const notebook = await openSqliteFile<NotebookRequest, NotebookAnswer, { prefix: string }>({
    file,
    program: new URL('./testing/notebook-program.ts', import.meta.url),
    programOptions: { prefix: '' },
  });
  t.after(() => notebook.close());
  const { lines } = await notebook.call({ kind: 'all' });
  assert.ok(answered > 300);
  assert.ok(lines.length > answered, `${lines.length} lines stand, ${answered} was answered`);
  assert.deepEqual(
    lines,
    lines.map((_, n) => String(n)),
  );
});

test('when the file may not grow, writes are refused, what was answered stays, and writing goes on once there is room', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'onethread-sqlite-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'notebook.db');
  const script = fileURLToPath(new URL('./testing/write-until-full.ts', import.meta.url));
  // No file of the child may exceed 2000 blocks of 512 bytes; without the trap the kernel would end it instead.
  const command = 'trap "" XFSZ; ulimit -f 2000; exec "$0" "$@"';
  const { stdout } = await promisify(execFile)('sh', ['-c', command, process.execPath, script, file]);
  const { answered, read } = JSON.parse(stdout) as { answered: number; read: number };
  assert.ok(answered > 10);
  assert.equal(read, answered);

  const notebook = await openSqliteFile<NotebookRequest, NotebookAnswer, { prefix: string }>({
    file,
    program: new URL('./testing/notebook-program.ts', import.meta.url),
    programOptions: { prefix: '' },
  });
  t.after(() => notebook.close());
  await notebook.call({ kind: 'write', line: 'there is room' });
  const { lines } = await notebook.call({ kind: 'all' });
  assert.deepEqual([lines.length, lines.at(-1)], [answered + 1, 'there is room']);
});
