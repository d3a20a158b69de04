import { queueSchema } from '@onethread/contracts';
import type { AgentId, ConversationId } from '@onethread/contracts';
import { AssignmentPolicy } from './policy.ts';
import type { AgentState, PolicySettings, WaitingConversation } from './terms.ts';

/** A queue as settings may leave most of it out. */
type QueueInput = Omit<Parameters<typeof queueSchema.decode>[0], 'name'>;
/** In the policy's milliseconds. */
export const SECOND = 1000;

/** An agent who is free, with room for four. */
export const agent = (agentId: string, changes: Partial<AgentState> = {}): AgentState => ({
  agentId: agentId as AgentId,
  availability: 'available',
  capacity: 4,
  interruptibleCapacity: 4,
  load: 0,
  interruptibleLoad: 0,
  channelLoad: {},
  channels: {},
  skills: [],
  teams: [],
  lastAssignedAt: 0,
  ...changes,
});

/** A conversation that waits since 0 in the queue `q`. */
export const waiting = (conversationId: string, changes: Partial<WaitingConversation> = {}): WaitingConversation => ({
  conversationId: conversationId as ConversationId,
  waitingSince: 0,
  queueId: 'q',
  weight: 1,
  channel: 'letters',
  interruptible: false,
  priority: 0,
  skills: [],
  refusedBy: [],
  ...changes,
});

/** Ids of agents. */
export const ids = (...names: string[]) => names as AgentId[];
/** Who served the customer last. */
export const keeperId = 'k' as AgentId;
/** A skill, or the wish for it. */
export const french = (level: number) => ({ skill: 'french', level });

/** Settings with these queues. */
export const settingsOf = (queues: readonly QueueInput[], more: Partial<PolicySettings> = {}): PolicySettings => ({
  version: 1,
  ageUnitSeconds: 60,
  teams: [],
  queues: queues.map((queue) => queueSchema.parse({ name: queue.id, ...queue })),
  ...more,
});
/** One queue, `q`, without rules. */
export const plainQueue = settingsOf([{ id: 'q' }]);

/** A policy that knows these agents, and these conversations since 1. */
export function policyOf(
  agents: readonly AgentState[],
  conversations: readonly WaitingConversation[],
  settings = plainQueue,
): AssignmentPolicy {
  const policy = new AssignmentPolicy(settings);
  for (const state of agents) policy.setAgent(state);
  for (const conversation of conversations) policy.setWaiting(conversation, 1);
  return policy;
}

/** All that is decided at this time, as "conversation>agent:choice/candidates". */
export function decideAll(policy: AssignmentPolicy, now = 1): string[] {
  const decisions: string[] = [];
  for (let next = policy.decide(now); next !== undefined; next = policy.decide(now)) {
    decisions.push(`${next.conversationId}>${next.agentId}:${next.choice}/${next.candidateCount}`);
  }
  return decisions;
}
