import type { ConversationId, Entry, EntryId } from '@onethread/contracts';
import { changeDocument } from '@onethread/documents';
import type { Conversation } from '../domain/conversation.ts';
import { previewOf } from '../domain/preview.ts';
import { projectConversation } from '../domain/project-conversation.ts';
import type { UseCaseContext } from '../use-cases/context.ts';
import { birthBy, conversationTerms } from './conversation-terms.ts';
import type { ConversationDocument } from './documents.ts';
import type { ConversationChange } from './project-facts.ts';
import { runClocks } from './run-clocks.ts';

/** Brings one conversation up to some entries of it, in order. */
export function changeConversation(
  context: UseCaseContext,
  id: ConversationId,
  entries: readonly Entry[],
): Promise<ConversationChange> {
  const opens = entries[0]?.body.kind === 'message' && entries[0].body.effect === 'opened';
  return writeConversation(
    context,
    id,
    async (known) => {
      let conversation: Conversation | undefined = known;
      for (const entry of entries) {
        const terms = conversation ?? (await conversationTerms(context, birthBy(entry)));
        conversation = projectConversation(conversation, entry, terms);
        conversation &&= await runClocks(context, conversation, entry);
      }
      return conversation;
    },
    opens,
  );
}

/**
 * Compare-and-set of a conversation, from what memory holds of it: assignment writes the same documents, so that may be
 * old. A change that memory already shows as made is made for ever (states and previews never go back), so it needs no look.
 *
 * @param fresh nothing is stored yet, unless this is a repetition
 */
export async function writeConversation(
  { collections }: UseCaseContext,
  id: ConversationId,
  make: (known: ConversationDocument | undefined) => Promise<Conversation | undefined> | Conversation | undefined,
  fresh = false,
): Promise<ConversationChange> {
  const { conversations, memory } = collections;
  const remembered = memory.conversations.get(id);
  let before: ConversationDocument | undefined;
  const { document, changed } = await changeDocument<ConversationDocument>(conversations, {
    id,
    ...(remembered === undefined && !fresh ? {} : { believed: { document: remembered } }),
    make: async (known) => {
      before = known;
      return make(known);
    },
  });
  if (document === undefined) throw new Error(`conversation ${id} was neither there nor made`);
  memory.conversations.set(id, document);
  return { before, document, changed };
}

/** After an edit or a withdrawal of the message that a conversation's preview shows. */
export async function renewPreview(context: UseCaseContext, itemId: EntryId): Promise<readonly ConversationChange[]> {
  const item = await context.collections.items.get(itemId);
  if (item === undefined) return [];
  if ((await context.collections.conversations.get(item.conversationId)) === undefined) return [];
  const change = await writeConversation(context, item.conversationId, (known) => {
    const preview = previewOf(item.parts);
    return known === undefined || known.previewAt !== item.at || known.preview === preview
      ? known
      : { ...known, preview };
  });
  return [change];
}
