import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readAll, valuesOf } from '../contract/harness.ts';
import { eventually } from '../testing/eventually.ts';
import { openSqliteEventLog } from './sqlite-event-log.ts';
import type { LogRecord } from '../event-log.ts';

const topic = 'numbers.v1';
const script = fileURLToPath(new URL('../testing/publish-and-handle.ts', import.meta.url));

/** Runs the process until it has handled so many records, then kills it. */
async function runAndKill(file: string, records: number): Promise<{ published: number; handled: Set<string> }> {
  const child = spawn(process.execPath, [script, file], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  const handled = new Set<string>();
  let published = -1;
  for await (const line of createInterface({ input: child.stdout })) {
    const [what, value] = line.split(' ');
    if (what === 'published') published = Number(value);
    else handled.add(String(value));
    if (handled.size >= records) child.kill('SIGKILL');
  }
  await exited;
  return { published, handled };
}

test('after SIGKILL every published record is there once, and each that was not handled is delivered, in its key’s order', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'onethread-log-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'log.db');
  const { published, handled } = await runAndKill(file, 700);

  const log = await openSqliteEventLog({ file });
  t.after(() => log.close());
  const records = await readAll(log, { topic, from: { offset: 0 } });
  assert.ok(records.length > published);
  assert.deepEqual(
    records.map(({ offset, value }) => [offset, value]),
    records.map((_, n) => [n, String(n)]),
  );

  const delivered: LogRecord[] = [];
  const subscription = await log.subscribe({
    topic,
    group: 'g',
    handle: async (record) => void delivered.push(record),
  });
  const missing = (): boolean =>
    records.some(({ value }) => !handled.has(value) && !delivered.some((record) => record.value === value));
  await eventually('what was not handled', () => !missing() && subscription.pending === 0);
  for (let key = 0; key < 5; key += 1) {
    const numbers = valuesOf(delivered, `key-${key}`).map(Number);
    assert.deepEqual(
      numbers,
      numbers.toSorted((one, other) => one - other),
    );
  }
});

test('a second publish after reopening goes on at the next offset', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'onethread-log-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'log.db');
  await runAndKill(file, 20);
  const log = await openSqliteEventLog({ file });
  t.after(() => log.close());
  const before = await readAll(log, { topic, from: { offset: 0 } });
  await log.publish([{ topic, key: 'k', value: 'after' }]);
  const after = await readAll(log, { topic, from: { offset: before.length } });
  assert.deepEqual(
    after.map(({ offset, value }) => [offset, value]),
    [[before.length, 'after']],
  );
});
