import type { Conversation } from '../../../wire/model.ts';
import type { DeskState } from './desk-state.ts';

export type ListName = 'mine' | 'queue' | 'snoozed' | 'resolved';

/** Offers to this agent, the most urgent first. */
export function offersOf(state: DeskState): readonly Conversation[] {
  const me = state.me?.agentId ?? '';
  return Object.values(state.conversations)
    .filter((one) => one.reservation?.agentId === me && one.assigneeId === '' && one.state === 'open')
    .toSorted((one, other) => (one.reservation?.untilMs ?? 0) - (other.reservation?.untilMs ?? 0));
}

/** The live lists; `resolved` is read by pages from history. */
export function conversationsOf(state: DeskState, list: Exclude<ListName, 'resolved'>): readonly Conversation[] {
  const me = state.me?.agentId ?? '';
  const all = Object.values(state.conversations);
  switch (list) {
    case 'mine':
      return all.filter((one) => one.state === 'open' && one.assigneeId === me).toSorted(byUnreadThenActivity);
    case 'queue':
      return all.filter((one) => one.state === 'open' && one.assigneeId === '').toSorted(byUrgency);
    case 'snoozed':
      return all
        .filter((one) => one.state === 'snoozed' && (one.assigneeId === me || one.assigneeId === ''))
        .toSorted((one, other) => one.snoozedUntilMs - other.snoozedUntilMs);
  }
}

/** Unread messages in this agent's conversations, for the window's title. */
export function unreadOf(state: DeskState): number {
  return conversationsOf(state, 'mine').reduce((sum, one) => sum + one.unread, 0);
}

export function waitingSince(conversation: Conversation): number {
  return conversation.waitingSinceMs === 0 ? conversation.openedAtMs : conversation.waitingSinceMs;
}

/** One unit of priority weighs as much as so much waiting: the default of the settings, which agents are not told. */
const PRIORITY_MS = 60_000;

/** As queues are served: what is due first, where there is a target; else age and priority together, then by arrival. */
function byUrgency(one: Conversation, other: Conversation): number {
  const [due, otherDue] = [dueOf(one), dueOf(other)];
  if (due !== otherDue) return due - otherDue;
  const rank = rankOf(one) - rankOf(other);
  if (rank !== 0) return rank;
  return waitingSince(one) - waitingSince(other) || one.conversationId.localeCompare(other.conversationId);
}

/** When the first of its running targets is due; far away where none runs. */
function dueOf({ clocks }: Conversation): number {
  return Math.min(Number.MAX_SAFE_INTEGER, ...clocks.map(({ dueMs }) => dueMs).filter((ms) => ms > 0));
}

function rankOf(conversation: Conversation): number {
  return waitingSince(conversation) - conversation.priority * PRIORITY_MS;
}

function byUnreadThenActivity(one: Conversation, other: Conversation): number {
  const unread = Number(other.unread > 0) - Number(one.unread > 0);
  return unread === 0 ? other.lastActivityMs - one.lastActivityMs : unread;
}
