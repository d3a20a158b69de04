import type { AgentId, ConversationId, CustomerId, Entry, StreamId } from '@onethread/contracts';
import { without } from '../../domain/without.ts';
import { groupOf, leaderOf, withConversation } from './plain-history.ts';
import type { PlainConversation, PlainHistory, PlainWords } from './plain-history.ts';
import { joinedUp, moved } from './plain-links.ts';
import type { Ends } from './plain-links.ts';
import { allowedPlacements } from './plain-placement.ts';

/** What somebody did and was told; the plain history says whether it can be so. */
export type Step =
  | { readonly kind: 'message'; readonly entry: Entry; readonly windowMs: number; readonly newId: ConversationId }
  | { readonly kind: 'reply'; readonly entry: Entry; readonly seen?: Readonly<Record<StreamId, number>> }
  | {
      readonly kind: 'state';
      readonly entry: Entry;
      /** Joined into the resolved one, and resolved with it: when. */
      readonly followers?: ReadonlyMap<ConversationId, number>;
    }
  /** The agent was told that it was so already, or that it cannot be. */
  | { readonly kind: 'no-change'; readonly conversationId: ConversationId; readonly wanted: StateKind }
  | { readonly kind: 'taken'; readonly conversationId: ConversationId; readonly agentId: AgentId }
  | { readonly kind: 'not-taken'; readonly conversationId: ConversationId }
  | {
      readonly kind: 'moved';
      readonly link: Ends;
      readonly splits: { readonly leaving: ConversationId; readonly staying: ConversationId };
    }
  /** Of several open conversations in the threads of these, the younger go on in one. */
  | { readonly kind: 'joined-up'; readonly threadsOf: readonly CustomerId[] };

export type StateKind = 'resolved' | 'snoozed' | 'reopened';

/** The history after a step; `undefined` where nobody could have been told so. */
export function after(history: PlainHistory, step: Step): PlainHistory | undefined {
  switch (step.kind) {
    case 'message':
      return afterMessage(met(history, step.entry.customerId), step);
    case 'reply':
      return afterReply(history, step);
    case 'state':
      return afterState(history, step);
    case 'no-change':
      return mayChange(history, step.conversationId, step.wanted) ? undefined : history;
    case 'taken': {
      const conversation = history.conversations.get(step.conversationId);
      if (conversation === undefined || !waits(history, conversation)) return undefined;
      return withConversation(history, { ...conversation, assignee: step.agentId });
    }
    case 'not-taken': {
      const conversation = history.conversations.get(step.conversationId);
      return conversation !== undefined && waits(history, conversation) ? undefined : history;
    }
    case 'moved':
      return moved(history, step.link, step.splits);
    case 'joined-up':
      return step.threadsOf.reduce(joinedUp, history);
  }
}

/** Open, and in nobody's hands: it must be in the queue. */
export function waits(history: PlainHistory, conversation: PlainConversation): boolean {
  const { state, assignee } = conversation;
  return state === 'open' && assignee === undefined && leaderOf(history, conversation) === undefined;
}

/** Somebody new, the youngest so far. */
function met(history: PlainHistory, customerId: CustomerId): PlainHistory {
  if (history.customers.includes(customerId)) return history;
  return { ...history, customers: [...history.customers, customerId], groups: [...history.groups, [customerId]] };
}

function afterMessage(
  history: PlainHistory,
  { entry, windowMs, newId }: Extract<Step, { kind: 'message' }>,
): PlainHistory | undefined {
  const { body, customerId, at } = entry;
  if (body.kind !== 'message') return undefined;
  const quiet = body.automatic || body.author === 'agent-outside';
  const now = Math.floor(at / 1000);
  const { conversationId, effect } = body;
  const allowed = allowedPlacements(history, { customerId, quiet, now, windowMs, newId });
  if (!allowed.some((one) => one.conversationId === conversationId && one.effect === effect)) return undefined;
  const known = history.conversations.get(conversationId);
  const born: PlainConversation = quiet
    ? { id: conversationId, home: customerId, openedAt: now, state: 'resolved', resolvedAt: now }
    : { id: conversationId, home: customerId, openedAt: now, state: 'open' };
  const stated = known === undefined ? born : effect === 'reopened' ? opened(known) : known;
  const writers = new Set(history.writers.get(conversationId)).add(customerId);
  return {
    ...withConversation(history, stated),
    writers: body.author === 'customer' ? new Map(history.writers).set(conversationId, writers) : history.writers,
    words: [...history.words, wordsOf(entry)],
  };
}

function afterReply(
  history: PlainHistory,
  { entry, seen }: Extract<Step, { kind: 'reply' }>,
): PlainHistory | undefined {
  const { body, customerId } = entry;
  if (body.kind !== 'reply') return undefined;
  const group = groupOf(history, customerId);
  const overlooked = history.words.some(
    (words) =>
      group.includes(words.customerId) && words.agentId !== body.agentId && words.n > (seen?.[words.streamId] ?? 0),
  );
  if (body.held !== (seen !== undefined && overlooked)) return undefined;
  return body.held ? history : { ...history, words: [...history.words, wordsOf(entry, body.agentId)] };
}

function wordsOf({ entryId, customerId, streamId, n }: Entry, agentId?: AgentId): PlainWords {
  return { id: entryId, customerId, streamId, n, ...(agentId === undefined ? {} : { agentId }) };
}

function afterState(
  history: PlainHistory,
  { entry, followers = new Map() }: Extract<Step, { kind: 'state' }>,
): PlainHistory | undefined {
  const { body, at } = entry;
  if (body.kind !== 'resolved' && body.kind !== 'snoozed' && body.kind !== 'reopened') return undefined;
  const conversation = history.conversations.get(body.conversationId);
  if (conversation === undefined || !mayChange(history, body.conversationId, body.kind)) return undefined;
  if (body.kind === 'reopened') return withConversation(history, opened(conversation));
  const rest = without(conversation, 'assignee', 'until', 'resolvedAt') as PlainConversation;
  if (body.kind === 'snoozed') return withConversation(history, { ...rest, state: 'snoozed', until: body.until });
  const following = [...history.conversations.values()].filter(
    (one) => one.state !== 'resolved' && leaderOf(history, one)?.id === conversation.id,
  );
  if (following.some(({ id }) => !followers.has(id))) return undefined;
  return [conversation, ...following].reduce((sum, one) => {
    const resolvedAt = followers.get(one.id) ?? Math.floor(at / 1000);
    const done = without(one, 'assignee', 'until') as PlainConversation;
    return withConversation(sum, { ...done, state: 'resolved', resolvedAt });
  }, history);
}

function mayChange(history: PlainHistory, id: ConversationId, wanted: StateKind): boolean {
  const conversation = history.conversations.get(id);
  if (conversation === undefined) return false;
  const { state, home } = conversation;
  if (wanted !== 'reopened') return state !== 'resolved';
  const group = groupOf(history, home);
  const others = [...history.conversations.values()].filter((one) => one.id !== id && group.includes(one.home));
  return state !== 'open' && others.every((one) => one.state === 'resolved');
}

/** An opened one has lost its old assignee: whoever resolved or snoozed it took it off them. */
export function opened(conversation: PlainConversation): PlainConversation {
  return { ...without(conversation, 'until', 'resolvedAt'), state: 'open' };
}
