import assert from 'node:assert/strict';
import { EventEmitter, once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { SqliteUnavailableError } from './errors.ts';
import { openRestingFile } from './resting-file.ts';
import type { SqliteFile } from './sqlite-file.ts';
import type { NotebookAnswer, NotebookRequest } from './testing/notebook-program.ts';
import { openWorkerFile } from './worker-file.ts';

const write = (line: string): NotebookRequest => ({ kind: 'write', line });

/** A notebook that rests as soon as nothing is asked, and how often it was opened and closed. */
async function openNotebook(t: TestContext, refuse: () => boolean = () => false) {
  const folder = mkdtempSync(join(tmpdir(), 'onethread-resting-'));
  const seen = { opened: 0, closed: 0 };
  const events = new EventEmitter();
  const open = async (): Promise<SqliteFile<NotebookRequest, NotebookAnswer>> => {
    if (refuse()) throw new SqliteUnavailableError('as asked');
    const file = await openWorkerFile<NotebookRequest, NotebookAnswer, { prefix: string }>({
      file: join(folder, 'notebook.sqlite'),
      program: new URL('./testing/notebook-program.ts', import.meta.url),
      programOptions: { prefix: '' },
    });
    assert.equal(seen.opened, seen.closed, 'one file is opened once at a time');
    seen.opened += 1;
    return {
      call: (request) => file.call(request),
      close: async () => {
        await file.close();
        seen.closed += 1;
        events.emit('closed');
      },
    };
  };
  const notebook = await openRestingFile(open, 0);
  t.after(async () => {
    await notebook.close();
    rmSync(folder, { recursive: true });
  });
  const rested = async (): Promise<void> => {
    while (seen.closed < seen.opened) await once(events, 'closed');
  };
  return { notebook, seen, rested };
}

test('a file that nobody asks is closed, and opened again with all that was written in it', async (t) => {
  const { notebook, seen, rested } = await openNotebook(t);
  await rested();
  await Promise.all(['a', 'b', 'c'].map((line) => notebook.call(write(line))));
  await rested();
  assert.deepEqual((await notebook.call({ kind: 'all' })).lines, ['a', 'b', 'c']);
  assert.ok(seen.opened >= 3);
});

test('requests around a rest lose nothing and keep their order', async (t) => {
  const { notebook, rested } = await openNotebook(t);
  const wanted = Array.from({ length: 60 }, (_, n) => `line ${n}`);
  const answers: Promise<unknown>[] = [];
  for (const [n, line] of wanted.entries()) {
    answers.push(notebook.call(write(line)));
    // Some come one by one, so that it rests, or is about to, when the next is asked.
    if (n % 20 === 19) await Promise.all(answers);
    if (n === 39) await rested();
  }
  await Promise.all(answers);
  assert.deepEqual((await notebook.call({ kind: 'all' })).lines, wanted);
});

test('a file that could not be opened again is tried again by the next request', async (t) => {
  let isAway = false;
  const { notebook, rested } = await openNotebook(t, () => isAway);
  await notebook.call(write('a'));
  await rested();
  isAway = true;
  await assert.rejects(notebook.call(write('b')), SqliteUnavailableError);
  isAway = false;
  await notebook.call(write('c'));
  assert.deepEqual((await notebook.call({ kind: 'all' })).lines, ['a', 'c']);
});

test('closing finishes what was accepted, also while it wakes, and takes nothing more', async (t) => {
  const { notebook, seen, rested } = await openNotebook(t);
  await rested();
  const accepted = notebook.call(write('a'));
  await notebook.close();
  await accepted;
  assert.equal(seen.closed, seen.opened);
  await assert.rejects(notebook.call(write('b')), SqliteUnavailableError);
});
