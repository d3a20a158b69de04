import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AgentClients } from './agent-clients.ts';

const ANNA = { agentId: 'anna', role: 'agent' } as const;

test('calls of one caller share their connections; each stream has its own until it is released', (t) => {
  const clients = new AgentClients('127.0.0.1:1', 'x'.repeat(32));
  t.after(() => clients.close());
  assert.equal(clients.of(ANNA).history(), clients.of({ ...ANNA }).history());
  assert.notEqual(clients.of(ANNA).history(), clients.of({ ...ANNA, role: 'admin' }).history());
  const [one, other] = [clients.hold(ANNA), clients.hold(ANNA)];
  const streams = new Set([one.clients.work(), other.clients.work(), clients.of(ANNA).work()]);
  assert.equal(streams.size, 3);
  one.release();
  one.release();
  assert.throws(() => one.clients.work().work(), /shut down/, 'a released connection carries nothing any more');
  assert.doesNotThrow(() =>
    other.clients
      .work()
      .work()
      .on('error', () => {})
      .cancel(),
  );
});
