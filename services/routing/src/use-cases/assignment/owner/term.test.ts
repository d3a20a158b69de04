import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AgentId, RecordedInput } from '@onethread/contracts';
import { openTestContext } from '../../testing/test-context.ts';
import { openTerm } from '../testing/open-term.ts';

test('what an ended term still hears of its agents is not recorded among the inputs of the next', async (t) => {
  const context = await openTestContext();
  t.after(() => context.close());
  const noted: RecordedInput[] = [];
  const term = openTerm(context, {
    soleOwner: false,
    recorder: { begin: () => {}, note: (input) => noted.push(input) },
  });
  const agentIds = () => noted.flatMap((input) => (input.type === 'agent' ? [input.agentId] : []));
  const hear = (agentId: string): void => {
    term.policy.setAgent({
      agentId: agentId as AgentId,
      availability: 'available',
      capacity: 1,
      interruptibleCapacity: 1,
      channels: {},
      skills: [],
      teams: [],
      load: 0,
      interruptibleLoad: 0,
      channelLoad: {},
      lastAssignedAt: 0,
    });
  };
  hear('before');
  term.end();
  hear('after');
  assert.deepEqual(agentIds(), ['before']);
});
