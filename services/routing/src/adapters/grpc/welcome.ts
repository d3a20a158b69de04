import type { WelcomeInput } from '@onethread/rpc';
import { QueueSight } from '../../domain/rules/queue-sight.ts';
import type { Onlooker } from '../../domain/rules/queue-sight.ts';
import { abilitiesOf } from '../../stores/agents.ts';
import type { AgentDocument, ChannelDocument } from '../../stores/documents.ts';
import { settingsInForce } from '../../stores/settings-in-force.ts';
import type { SettingsInForce } from '../../stores/settings-in-force.ts';
import { listAgents } from '../../use-cases/assignment/list-agents.ts';
import type { AgentView } from '../../use-cases/assignment/list-agents.ts';
import type { ConversationView } from '../../use-cases/reading/conversation-views.ts';
import { readWorkingSet } from '../../use-cases/reading/working-set.ts';
import { encodeAgent, encodeChannel, encodeConversation, encodeQueue } from './encode-state.ts';
import type { GrpcContext } from './grpc-context.ts';

/** A stream is asked for a sign of life this often. */
export const HEARTBEAT_MS = 15_000;
/** Channels that an organisation may have announced. */
const MAX_CHANNELS = 200;

/** What a stream begins with. */
export interface Beginning {
  readonly message: WelcomeInput;
  readonly conversations: readonly ConversationView[];
  readonly settingsVersion: number;
  readonly sight: QueueSight;
  /** See `standingOf`. */
  readonly standing: string;
}

/** The state that a stream begins with; changes follow as state with a higher `rev`. */
export async function welcome(context: GrpcContext, agent: AgentDocument): Promise<Beginning> {
  const { useCases, views } = context;
  const inForce = await settingsInForce(useCases);
  const { queues, ageUnitSeconds } = inForce.settings;
  const onlooker = onlookerOf(agent);
  const sight = new QueueSight({ queues }, onlooker);
  const [conversations, agents, channels] = await Promise.all([
    readWorkingSet(useCases.collections, agent._id, sight).then((documents) => views.of(documents)),
    readColleagues(context, agent, inForce),
    readChannels(context),
  ]);
  const me = agents.find(({ agentId }) => agentId === agent._id);
  const message = {
    me: me ? encodeAgent(me) : null,
    conversations: conversations.map(encodeConversation),
    colleagues: agents.filter((other) => other !== me && !other.disabled).map(encodeAgent),
    channels: channels.map(encodeChannel),
    queues: queues.map((queue) => encodeQueue(queue, sight)),
    heartbeatMs: HEARTBEAT_MS,
    serverTimeMs: useCases.now(),
    ageUnitMs: ageUnitSeconds * 1000,
  };
  const { version: settingsVersion } = inForce;
  return { message, conversations, settingsVersion, sight, standing: standingOf(settingsVersion, onlooker) };
}

export function onlookerOf(agent: AgentDocument): Onlooker {
  const { role, pool } = agent;
  return { role, pool, teams: abilitiesOf(agent).teams };
}

/** By what a stream's state was chosen: once it is another, the stream begins anew. */
export function standingOf(settingsVersion: number, { role, pool, teams }: Onlooker): string {
  return JSON.stringify([settingsVersion, role, pool, teams]);
}

/** Of the agent's pool; supervisors see what goes on in all of them. */
async function readColleagues(
  { useCases }: GrpcContext,
  { role, pool }: AgentDocument,
  { settings }: SettingsInForce,
): Promise<readonly AgentView[]> {
  const pools = new Set(role === 'agent' ? [pool] : [pool, ...settings.pools.map(({ id }) => id)]);
  return (await Promise.all([...pools].map((one) => listAgents(useCases, one)))).flat();
}

export async function readChannels({ useCases }: Pick<GrpcContext, 'useCases'>): Promise<readonly ChannelDocument[]> {
  const query = { index: 'by_announcement', order: 'ascending', limit: MAX_CHANNELS } as const;
  const { documents } = await useCases.collections.channels.find(query);
  return documents.toSorted((one, other) => (one._id < other._id ? -1 : 1));
}
