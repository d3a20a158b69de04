import type { WelcomeInput } from '@onethread/rpc';
import { DEFAULT_TERMS } from '../../domain/conversation.ts';
import type { AgentDocument, ChannelDocument } from '../../stores/documents.ts';
import { listAgents } from '../../use-cases/assignment/list-agents.ts';
import { readWorkingSet } from '../../use-cases/reading/working-set.ts';
import { encodeAgent, encodeChannel, encodeConversation } from './encode-state.ts';
import type { GrpcContext } from './grpc-context.ts';

/** A stream is asked for a sign of life this often. */
export const HEARTBEAT_MS = 15_000;
/** Channels that an organisation may have announced. */
const MAX_CHANNELS = 200;

/** The state that a stream begins with; changes follow as state with a higher `rev`. */
export async function welcome(context: GrpcContext, agent: AgentDocument): Promise<WelcomeInput> {
  const { useCases, views } = context;
  const [conversations, agents, channels] = await Promise.all([
    readWorkingSet(useCases.collections, agent._id).then((documents) => views.of(documents)),
    listAgents(useCases, agent.pool),
    readChannels(context),
  ]);
  const me = agents.find(({ agentId }) => agentId === agent._id);
  return {
    me: me ? encodeAgent(me) : null,
    conversations: conversations.map(encodeConversation),
    colleagues: agents.filter((other) => other !== me && !other.disabled).map(encodeAgent),
    channels: channels.map(encodeChannel),
    queues: [{ queueId: DEFAULT_TERMS.queueId, name: 'Everyone' }],
    heartbeatMs: HEARTBEAT_MS,
    serverTimeMs: useCases.now(),
  };
}

export async function readChannels({ useCases }: Pick<GrpcContext, 'useCases'>): Promise<readonly ChannelDocument[]> {
  const query = { index: 'by_announcement', order: 'ascending', limit: MAX_CHANNELS } as const;
  const { documents } = await useCases.collections.channels.find(query);
  return documents.toSorted((one, other) => (one._id < other._id ? -1 : 1));
}
