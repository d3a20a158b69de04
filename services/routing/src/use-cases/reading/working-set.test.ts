import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { assignmentSettingsSchema } from '@onethread/contracts';
import type { AgentId } from '@onethread/contracts';
import { QueueSight } from '../../domain/rules/queue-sight.ts';
import type { Onlooker } from '../../domain/rules/queue-sight.ts';
import { newConversation } from '../assignment/testing/new-documents.ts';
import { openTestContext } from '../testing/test-context.ts';
import type { TestContext } from '../testing/test-context.ts';
import { MAX_WORKING_SET, readWorkingSet } from './working-set.ts';

const ANNA = 'anna' as AgentId;
const { queues } = assignmentSettingsSchema.parse({
  defaultQueue: 'all',
  queues: [
    { id: 'all', name: 'All' },
    { id: 'north', name: 'North', teams: ['north'] },
    { id: 'south', name: 'South', teams: ['south'] },
  ],
});

describe('what an agent’s desk begins with', () => {
  let context: TestContext;
  beforeEach(async () => {
    context = await openTestContext();
  });
  afterEach(() => context.close());

  const waits = async (queueId: string, count: number, at = 0): Promise<void> => {
    for (let n = 0; n < count; n += 1) {
      await context.collections.conversations.insert({ ...newConversation(`${queueId}-${at + n}`, at + n), queueId });
    }
  };
  const shown = async (who: Partial<Onlooker> = {}): Promise<readonly string[]> => {
    const sight = new QueueSight({ queues }, { role: 'agent', pool: 'main', teams: ['north'], ...who });
    return (await readWorkingSet(context.collections, ANNA, sight)).map(({ _id }) => _id);
  };

  it('is what they hold and what waits where they serve, newest first', async () => {
    await waits('all', 1, 1);
    await waits('north', 2, 2);
    await waits('south', 1, 4);
    await waits('gone', 1, 5);
    const held = { ...newConversation('held', 6), queueId: 'south', assigneeId: ANNA };
    const { waitingSince: _, ...holding } = held;
    await context.collections.conversations.insert(holding);
    const until = Number.MAX_SAFE_INTEGER;
    const offered = { queueId: 'south', reservation: { id: 'r', agentId: ANNA, until } };
    await context.collections.conversations.insert({ ...newConversation('offered', 7), ...offered });
    assert.deepEqual(await shown(), ['v_held', 'v_offered', 'v_gone-5', 'v_north-3', 'v_north-2', 'v_all-1']);
    assert.deepEqual(
      (await shown({ role: 'supervisor' })).filter((id) => id.startsWith('v_south')),
      ['v_south-4'],
    );
  });

  it('has all that they snoozed, the first to wake first, however much others snoozed', async () => {
    const sleeps = async (name: string, until: number, keeperId: string): Promise<void> => {
      const { waitingSince: _, ...resting } = newConversation(name, 0);
      const asleep = { state: 'snoozed', snoozedUntil: until, keeperId: keeperId as AgentId } as const;
      await context.collections.conversations.insert({ ...resting, ...asleep });
    };
    for (let n = 0; n < MAX_WORKING_SET; n += 1) await sleeps(`other-${n}`, n, 'ben');
    await sleeps('late', MAX_WORKING_SET + 2, ANNA);
    await sleeps('early', MAX_WORKING_SET + 1, ANNA);
    const { waitingSince: _, ...resting } = newConversation('woken', 0);
    await context.collections.conversations.insert({ ...resting, state: 'resolved', keeperId: ANNA });
    assert.deepEqual(await shown(), ['v_early', 'v_late']);
  });

  it('shows what waits where they serve, however much waits elsewhere', async () => {
    await waits('north', 3);
    await waits('south', 2_600, 10);
    assert.deepEqual(await shown(), ['v_north-2', 'v_north-1', 'v_north-0']);
    assert.equal((await shown({ role: 'admin' })).length, MAX_WORKING_SET);
  });
});
