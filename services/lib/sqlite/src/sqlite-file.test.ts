import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { MAX_WAITING_REQUESTS, SqliteUnavailableError, openSqliteFile } from './index.ts';
import type { SqliteFile } from './index.ts';
import type { NotebookAnswer, NotebookRequest } from './testing/notebook-program.ts';
import type { TestContext } from 'node:test';

type Notebook = SqliteFile<NotebookRequest, NotebookAnswer>;
const program = new URL('./testing/notebook-program.ts', import.meta.url);
const write = (line: string): NotebookRequest => ({ kind: 'write', line });
const unavailable = (error: unknown): boolean => error instanceof SqliteUnavailableError && error.retryable;

function temporaryFile(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'onethread-sqlite-'));
  t.after(() => rmSync(folder, { recursive: true }));
  return join(folder, 'notebook.db');
}

function open(file: string, onNotice?: (notice: unknown) => void): Promise<Notebook> {
  return openSqliteFile({ file, program, programOptions: { prefix: '' }, ...(onNotice && { onNotice }) });
}

async function lines(notebook: Notebook): Promise<readonly string[]> {
  return (await notebook.call({ kind: 'all' })).lines;
}

for (const place of ['a file with its worker', ':memory:'] as const) {
  const openHere = async (t: TestContext, onNotice?: (notice: unknown) => void): Promise<Notebook> => {
    const notebook = await open(place === ':memory:' ? place : temporaryFile(t), onNotice);
    t.after(() => notebook.close());
    return notebook;
  };

  test(`${place}: requests are carried out in the order of the calls`, async (t) => {
    const notebook = await openHere(t);
    const wanted = Array.from({ length: 2500 }, (_, n) => `line ${n}`);
    await Promise.all(wanted.map((line) => notebook.call(write(line))));
    assert.deepEqual(await lines(notebook), wanted);
  });

  test(`${place}: calls of one tick share one commit, and its notice tells them all`, async (t) => {
    const notices: unknown[] = [];
    const notebook = await openHere(t, (notice) => notices.push(notice));
    const answers = await Promise.all(['a', 'b', 'c'].map((line) => notebook.call(write(line))));
    assert.deepEqual(
      answers.map(({ commit }) => commit),
      [0, 0, 0],
    );
    assert.deepEqual(notices, [{ commit: 1, kinds: ['write', 'write', 'write'] }]);
  });

  test(`${place}: a read sees the writes called before it, and reads alone commit nothing`, async (t) => {
    const notices: unknown[] = [];
    const notebook = await openHere(t, (notice) => notices.push(notice));
    const [before, , between, , after] = await Promise.all(
      [{ kind: 'all' } as const, write('a'), { kind: 'all' } as const, write('b'), { kind: 'all' } as const].map(
        (request) => notebook.call(request),
      ),
    );
    assert.deepEqual([before?.lines, between?.lines, after?.lines], [[], ['a'], ['a', 'b']]);
    await lines(notebook);
    assert.equal(notices.length, 1);
  });

  test(`${place}: an error of the program reaches its own caller with code and message; nothing of that call stays`, async (t) => {
    const notebook = await openHere(t);
    const [first, bad, last] = await Promise.allSettled([
      notebook.call(write('a')),
      notebook.call({ kind: 'write-and-throw', line: 'never', code: 'as-asked' }),
      notebook.call(write('b')),
    ]);
    assert.equal(first.status, 'fulfilled');
    assert.equal(last.status, 'fulfilled');
    assert.ok(bad.status === 'rejected' && bad.reason instanceof Error);
    const { code, message, retryable } = bad.reason as Error & { code?: string; retryable?: boolean };
    assert.deepEqual({ code, message, retryable }, { code: 'as-asked', message: 'as asked', retryable: false });
    assert.deepEqual(await lines(notebook), ['a', 'b']);
  });

  test(`${place}: a full disk refuses the batch, keeps what was answered, and works again when there is space`, async (t) => {
    const notebook = await openHere(t);
    await notebook.call(write('kept'));
    await notebook.call({ kind: 'limit-pages', pages: 1 });
    await assert.rejects(notebook.call(write('x'.repeat(100_000))), unavailable);
    assert.deepEqual(await lines(notebook), ['kept']);
    await notebook.call({ kind: 'limit-pages', pages: 100_000 });
    await notebook.call(write('later'));
    assert.deepEqual(await lines(notebook), ['kept', 'later']);
  });

  test(`${place}: a commit that fails fails all that shared it, reads included, and nothing of it stays`, async (t) => {
    const notebook = await openHere(t);
    const outcomes = await Promise.allSettled([
      notebook.call(write('a')),
      notebook.call({ kind: 'break-commit' }),
      notebook.call({ kind: 'all' }),
    ]);
    for (const outcome of outcomes) assert.ok(outcome.status === 'rejected' && unavailable(outcome.reason));
    await notebook.call(write('b'));
    assert.deepEqual(await lines(notebook), ['b']);
  });

  test(`${place}: more calls than may wait are refused at once, the others are served`, async (t) => {
    const notebook = await openHere(t);
    const calls = Array.from({ length: MAX_WAITING_REQUESTS + 1 }, () => notebook.call({ kind: 'write', line: 'l' }));
    const outcomes = await Promise.allSettled(calls);
    const refused = outcomes.filter(({ status }) => status === 'rejected');
    assert.equal(refused.length, 1);
    assert.equal((await lines(notebook)).length, MAX_WAITING_REQUESTS);
  });

  test(`${place}: close finishes what was accepted and refuses what comes after`, async (t) => {
    const notebook = await openHere(t);
    const accepted = notebook.call(write('a'));
    const closed = notebook.close();
    await assert.rejects(notebook.call(write('b')), unavailable);
    await accepted;
    await closed;
    await notebook.close();
  });
}

test('what was answered is there when the file is opened again', async (t) => {
  const file = temporaryFile(t);
  const first = await open(file);
  await first.call(write('a'));
  await first.close();
  const second = await open(file);
  t.after(() => second.close());
  assert.deepEqual(await lines(second), ['a']);
});

test('a request or answer that cannot travel between threads fails its caller, not its neighbours of other ticks', async (t) => {
  const notebook = await open(temporaryFile(t));
  t.after(() => notebook.close());
  const unsendable = { kind: 'write', line: () => 'a' } as unknown as NotebookRequest;
  const [bad, good] = await Promise.allSettled([notebook.call(unsendable), notebook.call(write('good'))]);
  assert.deepEqual([bad.status, good.status], ['rejected', 'fulfilled']);
  await assert.rejects(notebook.call({ kind: 'answer-function' }));
  assert.deepEqual(await lines(notebook), ['good']);
});

test('a worker that dies fails all later calls with the reason; what it had at that time may be written or not', async (t) => {
  const notebook = await open(temporaryFile(t));
  await assert.rejects(notebook.call({ kind: 'end-thread' }), { code: 'sqlite-outcome-unknown', retryable: true });
  await assert.rejects(notebook.call(write('later')), unavailable);
  await assert.rejects(notebook.call(write('later')), /exit code 3/);
  await notebook.close();
});

test('a file that cannot be opened is refused as unavailable', async (t) => {
  await assert.rejects(open(join(temporaryFile(t), 'in-no-folder.db')), unavailable);
});
