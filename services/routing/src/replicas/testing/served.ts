import assert from 'node:assert/strict';
import type { AgentId, ConversationId } from '@onethread/contracts';
import { waitFor } from '@onethread/testkit';
import type { Person } from '../../adapters/grpc/testing/open-routing.ts';
import { AutomaticAgent } from './automatic-agent.ts';
import type { Replica, ReplicaSet } from './replica-set.ts';

/** Long, since the machine may be busy with other things: nothing waits for it where all is well. */
export const WITHIN = { withinMs: 120_000 };

/** Who holds each conversation, in the words of the agents' documents. */
export async function holdersOf(set: ReplicaSet): Promise<ReadonlyMap<ConversationId, readonly AgentId[]>> {
  const holders = new Map<ConversationId, AgentId[]>();
  const { documents } = await set.stored.agents.find({ index: 'by_pool', limit: 1000 });
  for (const { _id, holds } of documents)
    for (const { conversationId } of holds) holders.set(conversationId, [...(holders.get(conversationId) ?? []), _id]);
  return holders;
}

/** The one conversation of a customer. */
export async function conversationOf(set: ReplicaSet, { customerId }: Person) {
  const { documents } = await set.stored.conversations.find({ index: 'by_home', equals: [customerId], limit: 10 });
  assert.ok(documents.length <= 1, 'one episode');
  return documents[0];
}

/** Resolves once somebody (or this very agent) has the customer's conversation. */
export async function assigned(set: ReplicaSet, customer: Person, to?: string): Promise<ConversationId> {
  return await waitFor(
    async () => {
      const conversation = await conversationOf(set, customer);
      const isRight = to === undefined ? conversation?.assigneeId !== undefined : conversation?.assigneeId === to;
      return isRight ? conversation?._id : undefined;
    },
    { describe: `${customer.name} to be served`, ...WITHIN },
  );
}

/** A new agent who is available at the replica that `replica` gives. */
export async function agentAt(
  set: ReplicaSet,
  agentId: string,
  replica: () => Replica,
  capacity = 4,
): Promise<AutomaticAgent> {
  await set.agent(agentId, capacity);
  const agent = new AutomaticAgent(agentId, replica);
  set.onClose(() => agent.leaveWithStream());
  await agent.arrive();
  return agent;
}
