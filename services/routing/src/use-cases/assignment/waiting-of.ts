import type { WaitingConversation } from '../../domain/assignment/terms.ts';
import { runningDueAt } from '../../domain/conversation-clocks.ts';
import type { ConversationDocument } from '../../stores/documents.ts';

/**
 * A conversation as the policy weighs it. One that does not wait: as old as it was when somebody got it, and without its
 * keeper, so that what is told is how it would be asked for if it were there to be had.
 */
export function waitingOf(document: ConversationDocument, now: number): WaitingConversation {
  const { _id: conversationId, queueId, weight, refusedBy } = document;
  const { channel = '', interruptible = false, priority = 0, skills = [] } = document;
  const waits = { conversationId, queueId, weight, channel, interruptible, priority, skills, refusedBy };
  const dueAt = runningDueAt(document);
  const { waitingSince, keeperId } = document;
  if (waitingSince !== undefined) return { ...waits, waitingSince, keeperId, dueAt };
  const { waitedSince = now, assignedAt = waitedSince } = document;
  return { ...waits, waitingSince: now - Math.max(0, assignedAt - waitedSince), dueAt };
}
