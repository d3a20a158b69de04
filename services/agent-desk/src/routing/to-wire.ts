import type * as rpc from '@onethread/rpc';
import type { ServerFrame } from '../../wire/frames.ts';
import type {
  Agent,
  ChannelInfo,
  Conversation,
  ConversationState,
  DeliveryStatus,
  Identity,
  Item,
  ItemContent,
  Part,
  Presence,
  Role,
  ThreadUpdate,
} from '../../wire/model.ts';

export const PRESENCE_OF: Readonly<Record<rpc.Presence, Presence>> = {
  PRESENCE_UNSPECIFIED: 'offline',
  AVAILABLE: 'available',
  BUSY: 'busy',
  AWAY: 'away',
  OFFLINE: 'offline',
};

const STATE_OF: Readonly<Record<rpc.ConversationState, ConversationState>> = {
  CONVERSATION_STATE_UNSPECIFIED: 'open',
  OPEN: 'open',
  SNOOZED: 'snoozed',
  RESOLVED: 'resolved',
};

const STATUS_OF: Readonly<Record<rpc.DeliveryStatus, DeliveryStatus>> = {
  DELIVERY_STATUS_UNSPECIFIED: 'queued',
  QUEUED: 'queued',
  SENDING: 'sending',
  UNKNOWN: 'unknown',
  SENT: 'sent',
  FAILED: 'failed',
  DELIVERED: 'delivered',
  READ: 'read',
};

/** What a tab is told of an event; `undefined` where it concerns the desk's server alone. */
export function eventToFrame(event: rpc.WorkEvent): ServerFrame | undefined {
  if (event.welcome) return { type: 'welcome', welcome: welcomeToWire(event.welcome) };
  if (event.result) return { type: 'result', result: event.result };
  if (event.conversation) return { type: 'conversation', conversation: conversationToWire(event.conversation) };
  if (event.thread) return { type: 'thread', thread: threadToWire(event.thread) };
  if (event.activity) return { type: 'activity', activity: event.activity };
  if (event.agent) return { type: 'agent', agent: agentToWire(event.agent) };
  if (event.channel) return { type: 'channel', channel: event.channel satisfies ChannelInfo };
  return undefined;
}

function welcomeToWire(welcome: rpc.Welcome): Extract<ServerFrame, { type: 'welcome' }>['welcome'] {
  const { me } = welcome;
  if (me === null) throw new Error('a welcome without an agent');
  return {
    me: agentToWire(me),
    conversations: welcome.conversations.map(conversationToWire),
    colleagues: welcome.colleagues.map(agentToWire),
    channels: welcome.channels,
    queues: welcome.queues,
    ageUnitMs: welcome.ageUnitMs,
    serverTimeMs: welcome.serverTimeMs,
  };
}

export function agentToWire(agent: rpc.Agent): Agent {
  const role: Role = agent.role === 'admin' || agent.role === 'supervisor' ? agent.role : 'agent';
  return { ...agent, role, presence: PRESENCE_OF[agent.presence] };
}

export function conversationToWire(conversation: rpc.Conversation): Conversation {
  return { ...conversation, state: STATE_OF[conversation.state] };
}

export function threadToWire(thread: rpc.ThreadUpdate): ThreadUpdate {
  return { ...thread, items: thread.items.map(itemToWire), identities: thread.identities satisfies Identity[] };
}

export function itemToWire(item: rpc.Item): Item {
  const { itemId, atUs, rev, conversationId, customerId, identityId, channel, erased } = item;
  const content = contentToWire(item);
  return { itemId, atUs, rev, conversationId, customerId, identityId, channel, erased, content };
}

function contentToWire(item: rpc.Item): ItemContent {
  const { message, reply, note, event } = item;
  if (message) return { kind: 'message', ...message, parts: message.parts.map(partToWire) };
  if (reply) return { kind: 'reply', ...reply, parts: reply.parts.map(partToWire), status: STATUS_OF[reply.status] };
  if (note) return { kind: 'note', ...note, parts: note.parts.map(partToWire) };
  if (event) {
    const { kind, ...rest } = event;
    return { kind: 'event', event: kind, ...rest };
  }
  const { code = 'unknown', outcome = '', reason = '' } = item.placeholder ?? {};
  return { kind: 'placeholder', code, outcome, reason };
}

function partToWire(part: rpc.ProtoPart): Part {
  if (part.text) return { kind: 'text', ...part.text };
  if (part.file) {
    const { kind: fileKind, ...file } = part.file;
    return { kind: 'file', fileKind, ...file };
  }
  if (part.location) return { kind: 'location', ...part.location };
  if (part.card) return { kind: 'card', ...part.card };
  if (part.choice) return { kind: 'choice', title: part.choice.title };
  if (part.missingFile) return { kind: 'missing-file', ...part.missingFile };
  return { kind: 'unsupported', providerKind: part.unsupported?.providerKind ?? 'unknown' };
}
