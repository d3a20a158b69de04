import type { ConversationId, OpenConversation } from '@onethread/contracts';
import { isResolved } from './open-conversations.ts';

export interface OpeningCase {
  /** Of the stream's head: open, snoozed and lately resolved conversations, oldest first. */
  readonly open: readonly OpenConversation[];
  /** Waits for nobody's answer: automatic, or written by a person of ours outside. */
  readonly quiet: boolean;
  /** Epoch ms of the message. */
  readonly now: number;
  readonly reopenWindowMs: number;
  /** Conversation that the message answers, already known to be of this thread. */
  readonly refersTo?: ConversationId;
  /** Among several open ones: the one in which this customer's messages go on. */
  readonly preferred?: ConversationId;
  /** Id of the conversation that this message would open. */
  readonly newId: ConversationId;
}

export interface Placement {
  readonly conversationId: ConversationId;
  readonly effect: 'opened' | 'reopened' | 'joined';
}

/**
 * In which conversation a message stands. One that is not resolved takes it (a snoozed one wakes); else the one that it
 * answers or the one resolved last, within the window, is reopened; else a new one opens. A quiet message changes no
 * state: it joins what there is, and where there is nothing it opens a conversation that is resolved from birth.
 */
export function placeMessage(given: OpeningCase): Placement {
  const { open, quiet, refersTo, preferred } = given;
  const unresolved = open.filter((one) => !isResolved(one));
  const awake = unresolved.find((one) => one.snoozedUntil === undefined);
  const taker = byId(unresolved, refersTo) ?? byId(unresolved, preferred) ?? awake ?? unresolved[0];
  if (taker !== undefined) {
    const wakes = taker.snoozedUntil !== undefined && !quiet;
    return { conversationId: taker.conversationId, effect: wakes ? 'reopened' : 'joined' };
  }
  const resolved = open.toSorted((one, other) => (other.resolvedAt ?? 0) - (one.resolvedAt ?? 0));
  const latest = byId(resolved, refersTo) ?? resolved[0];
  if (latest !== undefined && quiet) return { conversationId: latest.conversationId, effect: 'joined' };
  const reopened = [byId(resolved, refersTo), resolved[0]].find(
    (one) => one !== undefined && (one.resolvedAt ?? 0) + given.reopenWindowMs >= given.now,
  );
  if (reopened !== undefined) return { conversationId: reopened.conversationId, effect: 'reopened' };
  return { conversationId: given.newId, effect: 'opened' };
}

function byId(open: readonly OpenConversation[], id: ConversationId | undefined): OpenConversation | undefined {
  return id === undefined ? undefined : open.find((one) => one.conversationId === id);
}
