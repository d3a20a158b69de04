import type { QueueSettings } from '@onethread/contracts';
import type {
  AgentInput,
  ChannelInfoInput,
  ConversationInput,
  ConversationState as WireState,
  Presence as WirePresence,
  QueueInput,
} from '@onethread/rpc';
import { leftMsOf } from '../../domain/targets/clock.ts';
import type { Clock } from '../../domain/targets/clock.ts';
import type { ChannelDocument, ConversationState, PresenceDocument } from '../../stores/documents.ts';
import type { QueueSight } from '../../domain/rules/queue-sight.ts';
import type { AgentView } from '../../use-cases/assignment/list-agents.ts';
import type { ConversationView } from '../../use-cases/reading/conversation-views.ts';
import { encodeIdentity } from './encode-item.ts';

const STATE: Readonly<Record<ConversationState, WireState>> = {
  open: 'OPEN',
  snoozed: 'SNOOZED',
  resolved: 'RESOLVED',
};

export function decodeState(state: WireState): ConversationState | undefined {
  return (Object.keys(STATE) as ConversationState[]).find((known) => STATE[known] === state);
}

const PRESENCE: Readonly<Record<PresenceDocument['presence'], WirePresence>> = {
  available: 'AVAILABLE',
  busy: 'BUSY',
  away: 'AWAY',
  offline: 'OFFLINE',
};

export function decodePresence(presence: WirePresence): PresenceDocument['presence'] | undefined {
  return (Object.keys(PRESENCE) as PresenceDocument['presence'][]).find((known) => PRESENCE[known] === presence);
}

export function encodePresence(presence: PresenceDocument['presence']): WirePresence {
  return PRESENCE[presence];
}

export function encodeConversation({
  document,
  rev,
  customer,
  picture,
  lastIdentity,
  unread,
}: ConversationView): ConversationInput {
  const { reservation } = document;
  const named = customer ?? lastIdentity;
  return {
    conversationId: document._id,
    rev,
    customerId: document.homeId,
    customerName: named?.name ?? named?.address ?? named?.email ?? named?.phone ?? '',
    state: STATE[document.state],
    queueId: document.queueId,
    assigneeId: document.assigneeId ?? '',
    reservation: reservation
      ? { reservationId: reservation.id, agentId: reservation.agentId, untilMs: reservation.until }
      : null,
    waitingSinceMs: document.waitingSince ?? 0,
    openedAtMs: document.openedAt,
    lastActivityMs: document.lastActivityAt,
    lastIdentity: lastIdentity ? encodeIdentity(lastIdentity) : null,
    preview: document.preview,
    previewFromCustomer: document.previewFromCustomer,
    subject: document.subject ?? '',
    unread,
    snoozedUntilMs: document.snoozedUntil ?? 0,
    weight: document.weight,
    priority: document.priority ?? 0,
    explanation: document.explanation,
    pictureBlobId: picture ?? '',
    clocks: (document.clocks ?? []).filter(isUnderWay).map(encodeClock),
  };
}

/** What is done, or measured without a target, is no agent's concern. */
function isUnderWay({ doneAt, targetMs }: Clock): boolean {
  return doneAt === undefined && targetMs !== undefined;
}

function encodeClock(clock: Clock): NonNullable<ConversationInput['clocks']>[number] {
  const { target, dueAt, warnAt, missedAt } = clock;
  return {
    target,
    dueMs: dueAt ?? 0,
    warnMs: warnAt ?? 0,
    missed: missedAt !== undefined,
    leftMs: leftMsOf(clock) ?? 0,
  };
}

export function encodeAgent(agent: AgentView): AgentInput {
  const { presence, teams, agentId, name, email, role, connected, rev } = agent;
  const { capacity, load, interruptibleCapacity, interruptibleLoad } = agent;
  return {
    agentId,
    name,
    email,
    role,
    presence: PRESENCE[presence],
    connected,
    capacity,
    load,
    rev,
    teamIds: [...teams],
    interruptibleCapacity,
    interruptibleLoad,
  };
}

/** As an agent with this sight sees it. */
export function encodeQueue({ id, name, pool, teams }: QueueSettings, sight: QueueSight): QueueInput {
  return { queueId: id, name, pool, teamIds: teams, served: sight.sees({ queueId: id, pool }) };
}

export function encodeChannel({ _id, accounts, capabilities }: ChannelDocument): ChannelInfoInput {
  return {
    channel: _id,
    label: capabilities.label,
    color: capabilities.color,
    glyph: capabilities.glyph,
    maxTextLength: capabilities.maxTextLength,
    maxFiles: capabilities.maxFiles,
    maxFileBytes: capabilities.maxFileBytes,
    fileTypes: capabilities.fileTypes,
    receipts: capabilities.receipts,
    typing: capabilities.typing,
    replyWindowHours: capabilities.replyWindowHours ?? 0,
    live: capabilities.live,
    addressKind: capabilities.addressKind ?? '',
    personWindowHours: capabilities.personWindowHours ?? 0,
    textUnit: capabilities.textUnit ?? 'characters',
    maxTotalFileBytes: capabilities.maxTotalFileBytes ?? 0,
    fileLimits: capabilities.fileLimits ?? [],
    accounts: accounts.map(({ account, label }) => ({ account, label })),
  };
}
