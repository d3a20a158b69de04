import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
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
