import type { AgentId, ConversationId, CustomerId, EntryId, StreamId } from '@onethread/contracts';

/** One episode, as a person would keep it on paper. Instants in epoch ms. */
export interface PlainConversation {
  readonly id: ConversationId;
  readonly home: CustomerId;
  readonly openedAt: number;
  readonly state: 'open' | 'snoozed' | 'resolved';
  readonly until?: number;
  readonly resolvedAt?: number;
  readonly assignee?: AgentId;
  readonly joinedInto?: ConversationId;
}

/** Words that somebody else's reply can overlook. */
export interface PlainWords {
  readonly id: EntryId;
  readonly customerId: CustomerId;
  readonly streamId: StreamId;
  readonly n: number;
  /** Absent: the customer's, or written outside. */
  readonly agentId?: AgentId;
}

/** Links by their two ends in order. */
export interface PlainLink {
  readonly a: CustomerId;
  readonly b: CustomerId;
  readonly proved: boolean;
}

/**
 * What the write order promises, without streams, heads, projections or retries: who is one thread, which conversations
 * there are, and what was said. Never changed in place.
 */
export interface PlainHistory {
  /** Customers that were met, oldest first. */
  readonly customers: readonly CustomerId[];
  /** Active ones. */
  readonly links: readonly PlainLink[];
  /** Those that would have brought two users together: their proof is not forgotten. */
  readonly refused: readonly PlainLink[];
  /** One thread's members each, as messages find them: it follows the links by a move. */
  readonly groups: readonly (readonly CustomerId[])[];
  readonly conversations: ReadonlyMap<ConversationId, PlainConversation>;
  /** Who of the customers wrote in which conversation. */
  readonly writers: ReadonlyMap<ConversationId, ReadonlySet<CustomerId>>;
  readonly words: readonly PlainWords[];
}

export const EMPTY_HISTORY: PlainHistory = {
  customers: [],
  links: [],
  refused: [],
  groups: [],
  conversations: new Map(),
  writers: new Map(),
  words: [],
};

/** Members of a customer's thread, oldest first. */
export function groupOf(history: PlainHistory, customerId: CustomerId): readonly CustomerId[] {
  return history.groups.find((group) => group.includes(customerId)) ?? [customerId];
}

/** A thread's conversations, oldest first. */
export function conversationsOf(history: PlainHistory, group: readonly CustomerId[]): readonly PlainConversation[] {
  return [...history.conversations.values()].filter(({ home }) => group.includes(home)).toSorted(byAge);
}

export function byAge(one: PlainConversation, other: PlainConversation): number {
  return one.openedAt - other.openedAt || (one.id < other.id ? -1 : 1);
}

export function withConversation(history: PlainHistory, conversation: PlainConversation): PlainHistory {
  return { ...history, conversations: new Map(history.conversations).set(conversation.id, conversation) };
}

/** Everybody whom links tie to this customer, directly or through others. Sorted. */
export function tiedTo(customerId: CustomerId, links: readonly PlainLink[]): readonly CustomerId[] {
  const tied = new Set([customerId]);
  for (const customer of tied) {
    for (const { a, b } of links) {
      if (a === customer) tied.add(b);
      if (b === customer) tied.add(a);
    }
  }
  return [...tied].toSorted();
}

/** It is joined into another only while that other goes on, in the same thread. */
export function leaderOf(history: PlainHistory, conversation: PlainConversation): PlainConversation | undefined {
  const { joinedInto, home } = conversation;
  const leader = joinedInto === undefined ? undefined : history.conversations.get(joinedInto);
  if (leader === undefined || leader.state === 'resolved') return undefined;
  return groupOf(history, home).includes(leader.home) ? leader : undefined;
}
