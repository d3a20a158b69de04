import type { ConversationId } from '@onethread/contracts';
import { changeDocument } from '@onethread/documents';
import { without } from '../domain/without.ts';
import { append } from '../stores/append.ts';
import type { ConversationDocument } from '../stores/documents.ts';
import type { UseCaseContext } from './context.ts';

/**
 * Appends to the thread what a write of a conversation's document caused (its `outbox`), then takes it out of there. Each
 * has its own id, so a repetition appends nothing twice. Call it right after such a write; the sweeper calls it for what is
 * older than 5 s.
 */
export async function appendOutcome(
  context: UseCaseContext,
  { conversationId }: { readonly conversationId: ConversationId },
): Promise<void> {
  const { conversations } = context.collections;
  const conversation = await conversations.get(conversationId);
  if (conversation === undefined || conversation.outbox.length === 0) return;
  const done = new Set<string>();
  for (const { id, body } of conversation.outbox) {
    // It stays in the outbox until this has resolved, so nobody else has to look after it.
    const appended = await append(context, conversation.homeId, id, () => body, { redelivered: true });
    if (appended?.duplicate === false && (body.kind === 'target-warning' || body.kind === 'target-missed'))
      context.countTarget?.(body, conversation.queueId);
    done.add(id);
  }
  await changeDocument<ConversationDocument>(conversations, {
    id: conversationId,
    make: (known) => {
      if (!known?.outbox.some(({ id }) => done.has(id))) return known;
      const outbox = known.outbox.filter(({ id }) => !done.has(id));
      return outbox.length === 0 ? { ...without(known, 'outboxAt'), outbox } : { ...known, outbox };
    },
  });
}
