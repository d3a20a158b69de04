import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { AgentId, ConversationId } from '@onethread/contracts';
import { Crowds, MOST_IDLE_CLASSES } from './crowds.ts';
import { unknownQueuePlan } from './queue-plan.ts';
import { standingAt } from './standing.ts';
import type { WaitingConversation } from './terms.ts';

it('keeps classes in which nothing waits any more only up to a limit', () => {
  const agents = new Map<AgentId, never>();
  const crowds = new Crowds(agents, () => undefined);
  const plan = unknownQueuePlan('q');
  const classOf = (weight: number) => {
    const conversation: WaitingConversation = {
      conversationId: 'x' as ConversationId,
      waitingSince: 0,
      queueId: 'q',
      weight,
      channel: 'sms',
      interruptible: false,
      priority: 0,
      skills: [],
      refusedBy: [],
    };
    return crowds.classOf(standingAt(conversation, plan, agents, 0), conversation);
  };
  const first = classOf(1);
  crowds.release(first);
  assert.equal(classOf(1), first);
  crowds.release(first);
  for (let weight = 2; weight < MOST_IDLE_CLASSES + 100; weight += 1) crowds.release(classOf(weight));
  assert.equal([...crowds.classes()].length, MOST_IDLE_CLASSES);
  assert.notEqual(classOf(1), first);
});
