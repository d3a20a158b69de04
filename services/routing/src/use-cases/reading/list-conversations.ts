import type { AgentId } from '@onethread/contracts';
import type { Query } from '@onethread/documents';
import type { ConversationDocument, ConversationState } from '../../stores/documents.ts';
import type { ConversationView, ConversationViews } from './conversation-views.ts';
import { openCursor, sealCursor } from './list-token.ts';
import type { ReadingContext } from './reading-context.ts';

export interface ListConversations {
  /** Absent: of every state where an assignee is given, else open ones. */
  readonly state?: ConversationState;
  readonly assigneeId?: AgentId;
  readonly pageToken: string;
  /** 1 to 200. */
  readonly pageSize: number;
}

export interface ListedConversations {
  readonly conversations: readonly ConversationView[];
  readonly nextPageToken: string;
}

/** Conversations that one request looks through at most, where the index cannot tell the state. */
const MAX_LOOKED_AT = 2000;

/** Latest activity first. Throws `RoutingError` invalid for a token of another query. */
export async function listConversations(
  { collections, tokens }: ReadingContext,
  views: ConversationViews,
  { state, assigneeId, pageToken, pageSize }: ListConversations,
): Promise<ListedConversations> {
  const wanted = state ?? (assigneeId === undefined ? 'open' : undefined);
  const query: Query = {
    ...(assigneeId === undefined
      ? { index: 'by_state', equals: [wanted ?? 'open'] }
      : { index: 'by_assignee', equals: [assigneeId] }),
    order: 'descending',
    limit: pageSize,
  };
  const asked = [wanted ?? '', assigneeId ?? ''].join(' ');
  let after = openCursor(tokens, 'conversations-page', asked, pageToken);
  const found: ConversationDocument[] = [];
  for (let lookedAt = 0; lookedAt < MAX_LOOKED_AT && found.length < pageSize;) {
    const limit = pageSize - found.length;
    const page = await collections.conversations.find({ ...query, limit, ...(after === undefined ? {} : { after }) });
    found.push(...page.documents.filter((document) => wanted === undefined || document.state === wanted));
    lookedAt += page.documents.length;
    after = page.cursor;
    if (after === undefined) break;
  }
  return {
    conversations: await views.of(found),
    nextPageToken: sealCursor(tokens, 'conversations-page', asked, after),
  };
}
