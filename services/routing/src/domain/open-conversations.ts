import type { ConversationId, CustomerId, Entry, OpenConversation } from '@onethread/contracts';

/** Resolved conversations that are remembered per home for reopening: the newest so many. */
export const RESOLVED_KEPT_PER_HOME = 3;

/** `open[]` of a stream after one more entry. Sorted by (openedAt, id); at most `RESOLVED_KEPT_PER_HOME` resolved ones per home. */
export function openAfter(open: readonly OpenConversation[], entry: Entry): readonly OpenConversation[] {
  const { body, customerId } = entry;
  const ms = Math.floor(entry.at / 1000);
  switch (body.kind) {
    case 'message': {
      if (body.effect === 'joined') return open;
      const born = { conversationId: body.conversationId, homeId: customerId, openedAt: ms };
      if (body.effect === 'opened') return put(open, isQuiet(body) ? { ...born, resolvedAt: ms } : born);
      return put(open, running(find(open, body.conversationId) ?? born));
    }
    case 'resolved':
      return put(open, { ...running(known(open, body.conversationId, customerId, ms)), resolvedAt: ms });
    case 'snoozed':
      return put(open, { ...running(known(open, body.conversationId, customerId, ms)), snoozedUntil: body.until });
    case 'reopened':
    case 'woken':
      return put(open, running(known(open, body.conversationId, customerId, ms)));
    case 'moved':
      return (body.staying ?? []).reduce(
        put,
        open.filter((one) => !body.open.some((carried) => carried.conversationId === one.conversationId)),
      );
    case 'joined':
      return body.open.reduce((all, one) => (find(all, one.conversationId) === undefined ? put(all, one) : all), open);
    case 'reply':
    case 'reply-decided':
    case 'relayed':
    case 'status':
    case 'watermark':
    case 'note':
    case 'edit':
    case 'unsend':
    case 'reaction':
    case 'assigned':
    case 'released':
    case 'queued':
    case 'target-warning':
    case 'target-missed':
    case 'agent-read':
    case 'placeholder':
    case 'placeholder-closed':
    case 'standing':
    case 'erased':
      return open;
  }
}

/** A message that waits for nobody's answer: it never opens a conversation for agents, nor wakes or reopens one. */
export function isQuiet(message: {
  readonly author: 'customer' | 'agent-outside';
  readonly automatic: boolean;
}): boolean {
  return message.automatic || message.author === 'agent-outside';
}

export function isResolved(conversation: OpenConversation): boolean {
  return conversation.resolvedAt !== undefined;
}

function find(open: readonly OpenConversation[], id: ConversationId): OpenConversation | undefined {
  return open.find((one) => one.conversationId === id);
}

/** State entries are filed under the conversation's home, so one that was forgotten can be remembered from its entry. */
function known(
  open: readonly OpenConversation[],
  conversationId: ConversationId,
  homeId: CustomerId,
  openedAt: number,
): OpenConversation {
  return find(open, conversationId) ?? { conversationId, homeId, openedAt };
}

function running({ conversationId, homeId, openedAt }: OpenConversation): OpenConversation {
  return { conversationId, homeId, openedAt };
}

function put(open: readonly OpenConversation[], changed: OpenConversation): readonly OpenConversation[] {
  const all = [...open.filter((one) => one.conversationId !== changed.conversationId), changed];
  const resolved = all.filter((one) => one.homeId === changed.homeId && isResolved(one));
  resolved.sort((one, other) => (other.resolvedAt ?? 0) - (one.resolvedAt ?? 0) || byAge(one, other));
  const forgotten = new Set(resolved.slice(RESOLVED_KEPT_PER_HOME));
  return all.filter((one) => !forgotten.has(one)).toSorted(byAge);
}

function byAge(one: OpenConversation, other: OpenConversation): number {
  return one.openedAt - other.openedAt || (one.conversationId < other.conversationId ? -1 : 1);
}
