import assert from 'node:assert/strict';
import { test } from 'node:test';
import { counter, createAdminServer, createRegistry } from './index.ts';

async function withAdmin(run: (base: string, admin: ReturnType<typeof createAdminServer>) => Promise<void>) {
  const registry = createRegistry();
  counter(registry, { name: 'onethread_things_total', help: 'Things', labels: ['kind'] }).inc({ kind: 'a' });
  counter(registry, { name: 'onethread_things_total', help: 'Things', labels: ['kind'] }).inc({ kind: 'a' });
  const admin = createAdminServer({ host: '127.0.0.1', port: 0, registry });
  await admin.start();
  try {
    await run(`http://127.0.0.1:${admin.port}`, admin);
  } finally {
    await admin.stop();
    await admin.stop();
  }
}

test('readiness names each check that is not well, and liveness does not depend on them', () =>
  withAdmin(async (base, admin) => {
    assert.equal((await fetch(`${base}/readyz`)).status, 200);
    let fault: string | undefined = 'no broker';
    admin.addHealthCheck({ name: 'log', check: () => fault });
    admin.addHealthCheck({
      name: 'store',
      check: () => {
        throw new Error('closed');
      },
    });
    const response = await fetch(`${base}/readyz`);
    assert.equal(response.status, 503);
    assert.deepEqual(await response.json(), {
      status: 'not-ready',
      faults: [
        { name: 'log', fault: 'no broker' },
        { name: 'store', fault: 'closed' },
      ],
    });
    fault = undefined;
    assert.equal((await fetch(`${base}/livez`)).status, 200);
  }));

test('a process that makes no progress is not alive, and says where', () =>
  withAdmin(async (base, admin) => {
    let fault: string | undefined;
    admin.addLivenessCheck({ name: 'log', check: () => fault });
    assert.equal((await fetch(`${base}/livez`)).status, 200);
    fault = 'no fetch for 60 s';
    const response = await fetch(`${base}/livez`);
    assert.equal(response.status, 503);
    assert.equal(await response.text(), 'log: no fetch for 60 s\n');
    assert.equal((await fetch(`${base}/readyz`)).status, 200);
  }));

test('an advisory check warns and leaves the process ready', () =>
  withAdmin(async (base, admin) => {
    admin.addHealthCheck({ name: 'sms', advisory: true, check: () => 'credentials refused' });
    const response = await fetch(`${base}/readyz`);
    assert.equal(response.status, 200);
    assert.deepEqual(await response.json(), {
      status: 'ready',
      warnings: [{ name: 'sms', fault: 'credentials refused' }],
    });
  }));

test('a process that starts or stops is not ready', () =>
  withAdmin(async (base, admin) => {
    admin.setReady(false);
    assert.equal((await fetch(`${base}/readyz`)).status, 503);
  }));

test('metrics are served, a counter declared twice is one counter, and unknown paths are 404', () =>
  withAdmin(async (base) => {
    assert.match(await (await fetch(`${base}/metrics`)).text(), /onethread_things_total\{kind="a"\} 2/);
    assert.equal((await fetch(`${base}/`)).status, 404);
    assert.equal((await fetch(`${base}/metrics`, { method: 'POST' })).status, 405);
  }));
