import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { waitFor } from '@onethread/testkit';

const MAIN = join(import.meta.dirname, 'testing/small-process.ts');
/** Loading a program takes long on a machine that does much else. */
const WITHIN_MS = 60_000;

/** A port where nothing listens (any more). */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

function run(env: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return { child, ended, output: () => output };
}

test('brokers that are not there: alive, not ready and saying why, no crash; SIGTERM ends the waiting with code 0', async () => {
  const [adminPort, httpPort, brokerPort] = [await freePort(), await freePort(), await freePort()];
  const small = run({
    HOST: '127.0.0.1',
    ADMIN_PORT: String(adminPort),
    PORT: String(httpPort),
    KAFKA_BROKERS: `127.0.0.1:${brokerPort}`,
  });
  try {
    const probe = (path: string) => fetch(`http://127.0.0.1:${adminPort}${path}`);
    const told = await waitFor(
      async () => {
        const { faults = [] } = (await (await probe('/readyz')).json()) as {
          faults?: { name: string; fault: string }[];
        };
        return faults.find(({ name, fault }) => name === 'log' && fault !== 'being reached')?.fault;
      },
      { describe: '/readyz to tell of the brokers', withinMs: WITHIN_MS },
    );
    assert.match(told, /Kafka/);
    assert.equal((await probe('/readyz')).status, 503);
    assert.equal((await probe('/livez')).status, 200);
    assert.equal((await probe('/metrics')).status, 200);
    assert.equal((await fetch(`http://127.0.0.1:${httpPort}/`)).status, 503);
    assert.match(small.output(), /warn .*event log \(Kafka at 127\.0\.0\.1:\d+\) is not reached yet/);
    assert.doesNotMatch(small.output(), /\n\s+at /, 'a stack trace');
  } finally {
    small.child.kill('SIGTERM');
  }
  assert.deepEqual(await small.ended, [0, null], small.output());
});

test('every fault of the settings is said at once, in plain lines, with exit code 1', async () => {
  const small = run({ LOG_BACKEND: 'sqlite', PORT: 'eighty', LOG_LEVEL: 'loud' });
  assert.deepEqual(await small.ended, [1, null]);
  assert.match(small.output(), /3 faults:\n.*LOG_BACKEND/s);
  for (const name of ['PORT', 'LOG_LEVEL']) assert.match(small.output(), new RegExp(`  ${name}: got`));
  assert.doesNotMatch(small.output(), /\n\s+at /, 'a stack trace');
});

test('a port in use ends it at once, in one line', async () => {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const { port } = taken.address() as AddressInfo;
  const small = run({ HOST: '127.0.0.1', ADMIN_PORT: String(port), PORT: '0', KAFKA_BROKERS: '127.0.0.1:9' });
  assert.deepEqual(await small.ended, [1, null]);
  taken.close();
  assert.match(small.output(), new RegExp(`${port}: another program listens there`));
  assert.doesNotMatch(small.output(), /\n\s+at /, 'a stack trace');
});
