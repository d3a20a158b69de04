import type { AgentId, ConversationId } from '@onethread/contracts';
import { appendState } from './append-state.ts';
import type { StateChange } from './append-state.ts';
import type { UseCaseContext } from './context.ts';
import { isResolved } from '../domain/open-conversations.ts';
import { streamContext } from '../stores/append.ts';
import { findStream } from '../stores/find-stream.ts';
import { catchUp } from '../stores/hot-stream.ts';

/**
 * The matter is settled, and with it what was joined into it. Its agent becomes its keeper, and is asked first should it be
 * reopened. Throws `RoutingError` (`not-found`).
 */
export async function resolveConversation(
  context: UseCaseContext,
  { agentId, conversationId }: { readonly agentId: AgentId; readonly conversationId: ConversationId },
): Promise<StateChange> {
  // They first: so it is the one resolved last, which a next message reopens.
  for (const joined of await joinedInto(context, conversationId)) await resolve(context, agentId, joined);
  return resolve(context, agentId, conversationId);
}

function resolve(context: UseCaseContext, agentId: AgentId, conversationId: ConversationId): Promise<StateChange> {
  return appendState(context, { kind: 'resolved', conversationId, agentId }, (state) => state !== 'resolved');
}

async function joinedInto(context: UseCaseContext, leader: ConversationId): Promise<readonly ConversationId[]> {
  const { conversations } = context.collections;
  const document = await conversations.get(leader);
  if (document === undefined) return [];
  const hot = await findStream(streamContext(context), document.homeId);
  // Another process may have merged since this one looked last.
  await hot.exclusively(() => catchUp(context.collections, hot));
  const others = hot.head.open.filter((one) => one.conversationId !== leader && !isResolved(one));
  const found = await conversations.getMany(others.map((one) => one.conversationId));
  return found.filter((one) => one.joinedInto === leader).map(({ _id }) => _id);
}
