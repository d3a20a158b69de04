import type { AgentId, ConversationId, QueueSettings } from '@onethread/contracts';
import { RoutingError } from '../../domain/errors.ts';
import type { AgentDocument } from '../../stores/documents.ts';
import { settingsInForce } from '../../stores/settings-in-force.ts';
import type { AssignmentContext } from './assignment-context.ts';

/** Queues that are named to whoever named none of them. */
const MAX_NAMED = 20;

/** An agent who can be given conversations of this pool. Throws `RoutingError` invalid, in words. */
export async function targetAgent(
  { collections }: AssignmentContext,
  agentId: AgentId,
  pool: string,
): Promise<AgentDocument> {
  const agent = await collections.agents.get(agentId);
  if (agent === undefined || agent.disabled) throw new RoutingError('invalid', 'there is no such agent');
  if (agent.pool !== pool) {
    throw new RoutingError('invalid', `${agent.name} works in another pool: move it to a queue of theirs`);
  }
  return agent;
}

/** Throws `RoutingError` invalid that names the queues there are. */
export async function targetQueue(context: AssignmentContext, queueId: string): Promise<QueueSettings> {
  const { queues } = (await settingsInForce(context)).settings;
  const queue = queues.find(({ id }) => id === queueId);
  if (queue !== undefined) return queue;
  const named = queues.slice(0, MAX_NAMED).map(({ id }) => id);
  const more = queues.length > named.length ? ` and ${queues.length - named.length} more` : '';
  throw new RoutingError('invalid', `there is no such queue; there are ${named.join(', ')}${more}`);
}

/** Who may not do it is told who may. */
export async function notYours(
  { collections }: AssignmentContext,
  conversationId: ConversationId,
  what: string,
): Promise<RoutingError> {
  const assigneeId = (await collections.conversations.get(conversationId))?.assigneeId;
  const holder = assigneeId && (await collections.agents.get(assigneeId))?.name;
  return new RoutingError(
    'forbidden',
    assigneeId === undefined
      ? `only who holds a conversation, or a supervisor, may ${what}: nobody holds this one`
      : `only ${holder ?? 'its agent'}, who holds this conversation, or a supervisor may ${what}`,
  );
}
