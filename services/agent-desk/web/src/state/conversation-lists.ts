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
    case 'queue': {
      // One that went on to a queue of others is not for this agent any more.
      const others = new Set(state.queues.filter(({ served }) => !served).map(({ queueId }) => queueId));
      return all
        .filter((one) => one.state === 'open' && one.assigneeId === '' && !others.has(one.queueId))
        .toSorted(byUrgency(state.ageUnitMs));
    }
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

/** As routing ranks them: where no target runs, a conversation counts as due so long after it came. */
const DEFAULT_TARGET_MS = 15 * 60_000;

/** As queues are served: by when it should be answered, brought forward by its priority; then by arrival. */
function byUrgency(ageUnitMs: number) {
  const rank = (one: Conversation) => (dueOf(one) ?? waitingSince(one) + DEFAULT_TARGET_MS) - one.priority * ageUnitMs;
  return (one: Conversation, other: Conversation): number =>
    rank(one) - rank(other) ||
    waitingSince(one) - waitingSince(other) ||
    one.conversationId.localeCompare(other.conversationId);
}

/** When the first of its running targets is due; undefined where none runs. */
function dueOf({ clocks }: Conversation): number | undefined {
  const due = clocks.map(({ dueMs }) => dueMs).filter((ms) => ms > 0);
  return due.length === 0 ? undefined : Math.min(...due);
}

function byUnreadThenActivity(one: Conversation, other: Conversation): number {
  const unread = Number(other.unread > 0) - Number(one.unread > 0);
  return unread === 0 ? other.lastActivityMs - one.lastActivityMs : unread;
}
