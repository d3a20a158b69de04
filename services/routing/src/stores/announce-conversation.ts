import type { AgentId, ConversationEvent } from '@onethread/contracts';
import type { ConversationDocument } from './documents.ts';

/** What `announce` takes. */
export interface Announcement {
  readonly key: string;
  readonly event: ConversationEvent;
}

/** That a conversation is another one now, or what is shown beside it; `agentIds`: whom it concerns, none: all of its pool. */
export function conversationAnnounced(
  { _id: conversationId, rev }: Pick<ConversationDocument, '_id' | 'rev'>,
  agentIds: readonly AgentId[],
): Announcement {
  return { key: conversationId, event: { version: 1, type: 'conversation', conversationId, rev, agentIds } };
}

/** The same, for whoever has it; where nobody has, for its pool. */
export function announcedToAssignee(document: ConversationDocument): Announcement {
  return conversationAnnounced(document, document.assigneeId === undefined ? [] : [document.assigneeId]);
}
