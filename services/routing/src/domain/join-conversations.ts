import type { ConversationId } from '@onethread/contracts';
import { asking, atRest } from './conversation.ts';
import type { Conversation } from './conversation.ts';
import { without } from './without.ts';

/**
 * How the open conversations of one thread live together. In one pool and queue the younger is joined into the older,
 * unless only the younger has an agent; where both have one, both stay open and each member's messages go on in its own.
 * Given oldest first; the result says what each becomes (itself where nothing changes), `now` in epoch ms.
 */
export function joinOpen(open: readonly Conversation[]): <C extends Conversation>(conversation: C, now: number) => C {
  const leaders: Conversation[] = [];
  const into = new Map<ConversationId, ConversationId>();
  const assignedFirst = [...open.filter(hasAgent), ...open.filter((one) => !hasAgent(one))];
  for (const one of assignedFirst) {
    const leader = leaders.find((other) => other.pool === one.pool && other.queueId === one.queueId);
    if (leader === undefined || hasAgent(one)) leaders.push(one);
    else into.set(one._id, leader._id);
  }
  return (conversation, now) => {
    const target = into.get(conversation._id);
    // One that was snoozed and woke asks for an agent again, though it goes on elsewhere.
    const isAtRest = target === undefined || conversation.waitingSince === undefined;
    if (conversation.joinedInto === target && isAtRest) return conversation;
    if (target !== undefined) {
      // An agent who got it meanwhile keeps it.
      if (hasAgent(conversation)) return conversation;
      return { ...atRest(conversation, 'Goes on in another conversation of this thread.'), joinedInto: target };
    }
    const freed = without(conversation, 'joinedInto') as typeof conversation;
    return freed.state === 'open' ? asking(freed, now) : freed;
  };
}

function hasAgent(conversation: Conversation): boolean {
  return conversation.assigneeId !== undefined;
}
