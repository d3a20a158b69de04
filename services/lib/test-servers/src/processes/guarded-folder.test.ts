import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { until } from '../until.ts';
import { openGuardedFolder } from './guarded-folder.ts';
import { ServerProcess, ServerStartError } from './server-process.ts';

const HOLDER = join(import.meta.dirname, '../testing/hold-server.ts');
const WITHIN_MS = 30_000;

async function holder(...args: string[]) {
  const child = spawn(process.execPath, [HOLDER, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, exited, ...(JSON.parse(line.toString()) as { pid: number; folder: string }) };
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // A killed one without anybody to take notice stays in the table.
    return !/^State:\s+Z/mu.test(existsSync('/proc') ? readFileSync(`/proc/${pid}/status`, 'utf8') : '');
  } catch {
    return false;
  }
}

const gone = (pid: number, folder: string) =>
  until(async () => !alive(pid) && !existsSync(folder), 'server and folder to vanish', WITHIN_MS);

test('a server and its data do not outlive a process that is killed', async () => {
  const { child, exited, pid, folder } = await holder('--stay');
  assert.ok(alive(pid) && existsSync(folder));
  child.kill('SIGKILL');
  await exited;
  await gone(pid, folder);
});

test('nor a process that forgets to stop them, and they do not keep it alive', async () => {
  const { exited, pid, folder } = await holder();
  assert.deepEqual(await exited, [0, null]);
  await gone(pid, folder);
});

test('a stopped (SIGSTOP) server is swept up too', async () => {
  const { child, pid, folder } = await holder('--stay');
  process.kill(pid, 'SIGSTOP');
  child.kill('SIGKILL');
  await gone(pid, folder);
});

test('a process number that belongs to somebody else by now is left alone', async () => {
  const folder = await openGuardedFolder();
  const stranger = spawn('sleep', ['60'], { stdio: 'ignore' });
  const ended = once(stranger, 'exit');
  writeFileSync(join(folder.path, 'server.pid'), String(stranger.pid));
  await folder.release();
  assert.ok(alive(stranger.pid ?? 0));
  stranger.kill('SIGKILL');
  await ended;
});

test('a server cannot start on a folder that was swept up already', async () => {
  const folder = await openGuardedFolder();
  const server = new ServerProcess(folder, {
    name: 'late',
    command: ['sh', '-c', 'touch "$1"', 'sh', join(folder.path, 'started')],
    serves: async () => false,
    startWithinMs: WITHIN_MS,
  });
  await folder.release();
  await assert.rejects(server.start());
  assert.ok(!existsSync(folder.path));
});

test('a server that ends while it starts is an error with the end of its log', async (t) => {
  const folder = await openGuardedFolder();
  t.after(() => folder.release());
  const server = new ServerProcess(folder, {
    name: 'broken',
    command: ['sh', '-c', 'echo "port is taken"; exit 1', folder.path],
    serves: async () => false,
    startWithinMs: WITHIN_MS,
  });
  await assert.rejects(server.start(), (error) => {
    assert.ok(error instanceof ServerStartError);
    assert.match(error.message, /broken ended while starting: port is taken/u);
    return true;
  });
  assert.ok(!existsSync(join(folder.path, 'broken.pid')));
});
