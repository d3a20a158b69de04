import type { ItemPage } from '../../../wire/api.ts';
import type { ServerFrame, Welcome } from '../../../wire/frames.ts';
import type { Agent, ChannelInfo, Conversation, Item, Queue, WrittenPart } from '../../../wire/model.ts';
import { addOlderPage, applyThreadUpdate } from './thread-state.ts';
import { closeWindow, growWindow, openWindow } from './thread-window.ts';
import type { ThreadState } from './thread-state.ts';

/** How the tab is connected: `reconnecting` = the desk answers, routing does not yet; `offline` = nothing answers. */
export type ConnectionState = 'connecting' | 'live' | 'reconnecting' | 'offline' | 'signed-out';

/** A reply or note that is on its way: shown at the end of the thread until history has it. */
export interface PendingItem {
  readonly clientMessageId: string;
  readonly kind: 'reply' | 'note';
  readonly customerId: string;
  readonly conversationId: string;
  readonly identityId: string;
  readonly parts: readonly WrittenPart[];
  readonly cursor: string;
  /** The newest item that was shown when it was sent. */
  readonly seenUpToUs: number;
  readonly createdAtMs: number;
  readonly state: 'sending' | 'stored' | 'refused';
  /** Known once routing answered. */
  readonly itemId: string;
  /** With `refused`: what to do about it. */
  readonly message: string;
}

export interface ShownActivity {
  readonly agentId: string;
  readonly agentName: string;
  readonly activity: string;
  readonly untilMs: number;
}

export interface DeskState {
  readonly connection: ConnectionState;
  readonly me: Agent | null;
  readonly agents: Readonly<Record<string, Agent>>;
  readonly channels: Readonly<Record<string, ChannelInfo>>;
  readonly queues: readonly Queue[];
  /** One unit of priority weighs as much as so long a wait. */
  readonly ageUnitMs: number;
  readonly conversations: Readonly<Record<string, Conversation>>;
  readonly threads: Readonly<Record<string, ThreadState>>;
  readonly pending: readonly PendingItem[];
  /** By `clientMessageId`: the newest item that this tab showed when it was sent; the last `MAX_SEEN`. */
  readonly seenWhenSent: Readonly<Record<string, number>>;
  /** By customer. */
  readonly activities: Readonly<Record<string, readonly ShownActivity[]>>;
  /** The server's clock minus this machine's: countdowns run by the server's. */
  readonly clockOffsetMs: number;
}

export const initialDeskState: DeskState = {
  connection: 'connecting',
  me: null,
  agents: {},
  channels: {},
  queues: [],
  ageUnitMs: 60_000,
  conversations: {},
  threads: {},
  pending: [],
  seenWhenSent: {},
  activities: {},
  clockOffsetMs: 0,
};

/** Sent replies of which this tab remembers what was before the agent's eyes. */
const MAX_SEEN = 50;
/** How long somebody counts as typing. */
export const ACTIVITY_MS = 6000;

export type DeskAction =
  | { readonly type: 'frame'; readonly frame: ServerFrame; readonly nowMs: number }
  | { readonly type: 'connection'; readonly connection: ConnectionState }
  | { readonly type: 'older-page'; readonly customerId: string; readonly epoch: number; readonly page: ItemPage }
  | { readonly type: 'window-opened'; readonly customerId: string; readonly epoch: number; readonly page: ItemPage }
  | {
      readonly type: 'window-grown';
      readonly customerId: string;
      readonly epoch: number;
      readonly direction: 'older' | 'newer';
      readonly page: ItemPage;
    }
  | { readonly type: 'window-closed'; readonly customerId: string }
  | { readonly type: 'conversation-fetched'; readonly conversation: Conversation }
  | { readonly type: 'thread-forgotten'; readonly customerId: string }
  | { readonly type: 'pending-added'; readonly pending: PendingItem }
  | { readonly type: 'pending-stored'; readonly clientMessageId: string; readonly itemId: string }
  | { readonly type: 'pending-refused'; readonly clientMessageId: string; readonly message: string }
  | { readonly type: 'pending-removed'; readonly clientMessageId: string }
  | { readonly type: 'activities-aged'; readonly nowMs: number };

/** The state after an action; pure. */
export function reduceDesk(state: DeskState, action: DeskAction): DeskState {
  switch (action.type) {
    case 'frame':
      return reduceFrame(state, action.frame, action.nowMs);
    case 'connection':
      return state.connection === action.connection ? state : { ...state, connection: action.connection };
    case 'older-page':
      return mapThread(state, action.customerId, (thread) => addOlderPage(thread, action.epoch, action.page));
    case 'window-opened':
      return mapThread(state, action.customerId, (thread) => openWindow(thread, action.epoch, action.page));
    case 'window-grown':
      return mapThread(state, action.customerId, (thread) =>
        growWindow(thread, action.epoch, action.direction, action.page),
      );
    case 'window-closed':
      return mapThread(state, action.customerId, closeWindow);
    case 'conversation-fetched':
      return putConversation(state, action.conversation);
    case 'thread-forgotten': {
      const { [action.customerId]: _forgotten, ...threads } = state.threads;
      return { ...state, threads };
    }
    case 'pending-added':
      return addPending(state, action.pending);
    case 'pending-stored':
      return dropArrived(
        mapPending(state, action.clientMessageId, (one) => ({ ...one, state: 'stored', itemId: action.itemId })),
      );
    case 'pending-refused':
      return mapPending(state, action.clientMessageId, (one) => ({
        ...one,
        state: 'refused',
        message: action.message,
      }));
    case 'pending-removed':
      return { ...state, pending: state.pending.filter((one) => one.clientMessageId !== action.clientMessageId) };
    case 'activities-aged':
      return ageActivities(state, action.nowMs);
  }
}

function reduceFrame(state: DeskState, frame: ServerFrame, nowMs: number): DeskState {
  switch (frame.type) {
    case 'welcome':
      return welcome(state, frame.welcome, nowMs);
    case 'conversation':
      return putConversation(state, frame.conversation);
    case 'thread':
      return dropArrived(putThread(state, applyThreadUpdate(state.threads[frame.thread.customerId], frame.thread)));
    case 'agent':
      return putAgent(state, frame.agent);
    case 'channel':
      return { ...state, channels: { ...state.channels, [frame.channel.channel]: frame.channel } };
    case 'activity': {
      const { customerId, ...activity } = frame.activity;
      const others = (state.activities[customerId] ?? []).filter((one) => one.agentId !== activity.agentId);
      const activities = {
        ...state.activities,
        [customerId]: [...others, { ...activity, untilMs: nowMs + ACTIVITY_MS }],
      };
      return { ...state, activities };
    }
    case 'ping':
    case 'reconnecting':
    case 'result':
      return state;
  }
}

/** State is sent whole: what it does not name is gone. Threads stay, they are resumed by cursor. */
function welcome(state: DeskState, frame: Welcome, nowMs: number): DeskState {
  const agents = Object.fromEntries([...frame.colleagues, frame.me].map((agent) => [agent.agentId, agent]));
  return {
    ...state,
    me: frame.me,
    agents,
    channels: Object.fromEntries(frame.channels.map((channel) => [channel.channel, channel])),
    queues: frame.queues,
    ageUnitMs: frame.ageUnitMs,
    conversations: Object.fromEntries(frame.conversations.map((one) => [one.conversationId, one])),
    clockOffsetMs: frame.serverTimeMs === 0 ? 0 : frame.serverTimeMs - nowMs,
  };
}

function putConversation(state: DeskState, conversation: Conversation): DeskState {
  const known = state.conversations[conversation.conversationId];
  if (known !== undefined && !isNewer(conversation, known)) return state;
  const activities = settleActivity(state, known, conversation);
  return {
    ...state,
    activities,
    conversations: { ...state.conversations, [conversation.conversationId]: conversation },
  };
}

/** The person's picture has no part in `rev`: of two that are alike but for it, the one heard last counts. */
function isNewer(conversation: Conversation, known: Conversation): boolean {
  if (known.rev === conversation.rev) return known.pictureBlobId !== conversation.pictureBlobId;
  return known.rev < conversation.rev;
}

/** Who was typing has now written. */
function settleActivity(state: DeskState, known: Conversation | undefined, now: Conversation): DeskState['activities'] {
  const shown = state.activities[now.customerId];
  if (shown === undefined || !now.previewFromCustomer || known?.lastActivityMs === now.lastActivityMs)
    return state.activities;
  return { ...state.activities, [now.customerId]: shown.filter((one) => one.agentId !== '') };
}

function putAgent(state: DeskState, agent: Agent): DeskState {
  const known = state.agents[agent.agentId];
  if (known !== undefined && known.rev > agent.rev) return state;
  const me = state.me?.agentId === agent.agentId ? agent : state.me;
  return { ...state, me, agents: { ...state.agents, [agent.agentId]: agent } };
}

function putThread(state: DeskState, thread: ThreadState): DeskState {
  return { ...state, threads: { ...state.threads, [thread.customerId]: thread } };
}

function mapThread(state: DeskState, customerId: string, change: (thread: ThreadState) => ThreadState): DeskState {
  const thread = state.threads[customerId];
  const changed = thread === undefined ? undefined : change(thread);
  return changed === undefined || changed === thread ? state : putThread(state, changed);
}

function addPending(state: DeskState, pending: PendingItem): DeskState {
  const { clientMessageId, seenUpToUs } = pending;
  const seen = Object.entries({ ...state.seenWhenSent, [clientMessageId]: seenUpToUs }).slice(-MAX_SEEN);
  const known = state.pending.some((one) => one.clientMessageId === clientMessageId);
  const after = { ...state, seenWhenSent: Object.fromEntries(seen) };
  return known ? mapPending(after, clientMessageId, () => pending) : { ...after, pending: [...state.pending, pending] };
}

function mapPending(state: DeskState, id: string, change: (one: PendingItem) => PendingItem): DeskState {
  return { ...state, pending: state.pending.map((one) => (one.clientMessageId === id ? change(one) : one)) };
}

/** What history shows need not be shown as on its way. */
function dropArrived(state: DeskState): DeskState {
  if (state.pending.length === 0) return state;
  const pending = state.pending.filter((one) => !hasArrived(state, one));
  return pending.length === state.pending.length ? state : { ...state, pending };
}

function hasArrived(state: DeskState, pending: PendingItem): boolean {
  const items = state.threads[pending.customerId]?.items ?? [];
  return items.some((item) => isOf(item, pending, state.me?.agentId ?? ''));
}

function isOf(item: Item, pending: PendingItem, agentId: string): boolean {
  if (pending.itemId !== '' && item.itemId === pending.itemId) return true;
  const { content } = item;
  return content.kind === 'reply' && content.clientMessageId === pending.clientMessageId && content.agentId === agentId;
}

function ageActivities(state: DeskState, nowMs: number): DeskState {
  const entries = Object.entries(state.activities);
  if (entries.every(([, shown]) => shown.length > 0 && shown.every((one) => one.untilMs > nowMs))) return state;
  const kept = entries.map(([id, shown]) => [id, shown.filter((one) => one.untilMs > nowMs)] as const);
  return { ...state, activities: Object.fromEntries(kept.filter(([, shown]) => shown.length > 0)) };
}
