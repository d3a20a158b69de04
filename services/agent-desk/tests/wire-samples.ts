import type { AgentRow, QueueRow, WallboardUpdate } from '../wire/assignment.ts';
import type { Agent, ChannelInfo, Conversation, Identity, Item, ReplyContent, ThreadUpdate } from '../wire/model.ts';

/** Complete wire values for tests; each takes what the test is about. */
export function sampleItem(itemId: string, atUs: number, change: Partial<Item> = {}): Item {
  return {
    itemId,
    atUs,
    rev: 1,
    conversationId: 'v1',
    customerId: 'c1',
    identityId: 'i1',
    channel: 'pigeon',
    erased: false,
    content: {
      kind: 'message',
      parts: [{ kind: 'text', text: `text of ${itemId}`, html: '' }],
      subject: '',
      fromAgentOutside: false,
      automatic: false,
      providerTimeMs: 0,
      edited: false,
      unsent: false,
      reactions: [],
      notice: '',
    },
    ...change,
  };
}

export function sampleReply(change: Partial<ReplyContent> = {}): ReplyContent {
  return {
    kind: 'reply',
    parts: [{ kind: 'text', text: 'an answer', html: '' }],
    agentId: 'a1',
    agentName: 'Ada',
    status: 'sent',
    reason: null,
    held: false,
    discarded: false,
    clientMessageId: 'm1',
    attempt: 1,
    statusAtMs: 0,
    writtenFor: [],
    automatic: false,
    copyOf: '',
    reactions: [],
    ...change,
  };
}

export function sampleUpdate(change: Partial<ThreadUpdate> = {}): ThreadUpdate {
  return {
    customerId: 'c1',
    snapshot: false,
    items: [],
    watermarks: [],
    identities: [],
    cursor: 'k1',
    olderPageToken: '',
    agentsReadUpToUs: 0,
    ...change,
  };
}

export function sampleConversation(change: Partial<Conversation> = {}): Conversation {
  return {
    conversationId: 'v1',
    rev: 1,
    customerId: 'c1',
    customerName: 'Grace',
    state: 'open',
    queueId: 'q1',
    assigneeId: '',
    reservation: null,
    waitingSinceMs: 0,
    openedAtMs: 1000,
    lastActivityMs: 1000,
    lastIdentity: null,
    preview: 'hello',
    previewFromCustomer: true,
    subject: '',
    unread: 0,
    snoozedUntilMs: 0,
    weight: 1,
    explanation: '',
    clocks: [],
    priority: 0,
    pictureBlobId: '',
    ...change,
  };
}

export function sampleAgent(change: Partial<Agent> = {}): Agent {
  return {
    agentId: 'a1',
    name: 'Ada',
    email: '',
    role: 'agent',
    presence: 'away',
    connected: true,
    capacity: 10,
    load: 0,
    rev: 1,
    teamIds: [],
    interruptibleLoad: 0,
    interruptibleCapacity: 10,
    ...change,
  };
}

export function sampleIdentity(change: Partial<Identity> = {}): Identity {
  return {
    identityId: 'i1',
    customerId: 'c1',
    channel: 'pigeon',
    account: 'loft',
    address: 'coop 7',
    name: 'Grace',
    verified: true,
    language: 'en',
    proof: 'confirmed',
    proved: true,
    standing: '',
    standingReason: '',
    standingSinceMs: 0,
    ...change,
  };
}

export function sampleChannel(change: Partial<ChannelInfo> = {}): ChannelInfo {
  return {
    channel: 'pigeon',
    label: 'Pigeon post',
    color: '#7a4b12',
    glyph: 'P',
    maxTextLength: 200,
    maxFiles: 3,
    maxFileBytes: 1000,
    fileTypes: [],
    receipts: ['delivered', 'read'],
    typing: true,
    replyWindowHours: 24,
    personWindowHours: 0,
    textUnit: 'characters',
    maxTotalFileBytes: 0,
    fileLimits: [],
    live: true,
    accounts: [{ account: 'loft', label: 'The loft' }],
    ...change,
  };
}

export function sampleQueueRow(change: Partial<QueueRow> = {}): QueueRow {
  return {
    queueId: 'q1',
    name: 'Support',
    waiting: 0,
    longestWaitingSinceMs: 0,
    offered: 0,
    inWork: 0,
    snoozed: 0,
    missedTargets: 0,
    teamIds: [],
    removed: false,
    ...change,
  };
}

export function sampleAgentRow(change: Partial<AgentRow> = {}): AgentRow {
  return {
    agentId: 'a1',
    name: 'Ada',
    presence: 'available',
    connected: true,
    load: 0,
    capacity: 10,
    conversations: 0,
    sinceMs: 1000,
    teamIds: [],
    removed: false,
    interruptibleLoad: 0,
    interruptibleCapacity: 10,
    ...change,
  };
}

export function sampleWallboard(change: Partial<WallboardUpdate> = {}): WallboardUpdate {
  return { snapshot: false, atMs: 1, queues: [], agents: [], atRisk: [], atRiskWhole: false, ...change };
}
