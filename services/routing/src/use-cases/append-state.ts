import { followUpEntryId } from '@onethread/contracts';
import type { ConversationId, Entry, EntryBody } from '@onethread/contracts';
import { RoutingError } from '../domain/errors.ts';
import type { StreamHead } from '../domain/stream-head.ts';
import { append } from '../stores/append.ts';
import type { ConversationState } from '../stores/documents.ts';
import type { UseCaseContext } from './context.ts';

type StateBody = Extract<EntryBody, { kind: 'resolved' | 'reopened' | 'snoozed' | 'woken' }>;

export type StateChange =
  | { readonly outcome: 'changed'; readonly entry: Entry }
  /** It was so already. */
  | { readonly outcome: 'unchanged' };

/** A duplicate id means that the document lagged behind the head; once it has caught up the id is another. */
const MAX_ROUNDS = 5;

/**
 * Appends a change of a conversation's state under its home. The entry is named after the state that it ends, so two
 * agents who do the same at once do it once. `allowed` decides at the head of the stream and may throw `RoutingError`.
 */
export async function appendState(
  context: UseCaseContext,
  body: StateBody,
  allowed: (state: ConversationState, head: StreamHead) => boolean,
): Promise<StateChange> {
  const { conversationId, kind } = body;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const conversation = await context.collections.conversations.get(conversationId);
    if (conversation === undefined) throw new RoutingError('not-found', 'There is no such conversation.');
    let state: ConversationState = conversation.state;
    const entryId = followUpEntryId(conversationId, `${kind}.${conversation.stateAt}`);
    const appended = await append(context, conversation.homeId, entryId, (head) => {
      state = stateAt(head, conversationId);
      return allowed(state, head) ? body : undefined;
    });
    if (appended === undefined) return { outcome: 'unchanged' };
    if (!appended.duplicate) return { outcome: 'changed', entry: appended.entry };
  }
  return { outcome: 'unchanged' };
}

/** One that the head has forgotten was resolved long ago. */
function stateAt(head: StreamHead, conversationId: ConversationId): ConversationState {
  const known = head.open.find((one) => one.conversationId === conversationId);
  if (known === undefined || known.resolvedAt !== undefined) return 'resolved';
  return known.snoozedUntil === undefined ? 'open' : 'snoozed';
}
