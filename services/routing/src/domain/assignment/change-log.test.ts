import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { AgentNode } from './agent-node.ts';
import { ChangeLog } from './change-log.ts';

it('tells what changed since a position, and that it no longer knows once too much has', () => {
  const log = new ChangeLog();
  const agents = Array.from({ length: 100_000 }, (_, index) => ({ limitsKey: String(index) }) as AgentNode);
  assert.deepEqual(log.since(log.end), []);
  assert.equal(log.since(-Infinity), undefined);
  for (const [index, agent] of agents.entries()) {
    assert.equal(log.end, index);
    log.note(agent);
  }
  assert.equal(log.since(0), undefined);
  for (const position of [90_000, 99_999, 100_000]) {
    assert.equal(log.countSince(position), 100_000 - position);
    assert.deepEqual(log.since(position), agents.slice(position));
  }
});
