import type { AgentId, ConversationId } from '@onethread/contracts';
import { ContentionError, OutcomeUnknownError } from '@onethread/documents';
import { conversationAnnounced } from '../../stores/announce-conversation.ts';
import type { ConversationDocument } from '../../stores/documents.ts';
import { appendOutcome } from '../append-outcome.ts';
import type { UseCaseContext } from '../context.ts';
import { wakeOwner } from './wake-owner.ts';

const MAX_ATTEMPTS = 50;

export interface ConversationStep<Result> {
  readonly result: Result;
  /** What the document becomes; absent: nothing is written. */
  readonly write?: ConversationDocument;
}

export interface ChangedConversation<Result> {
  readonly result: Result;
  readonly document: ConversationDocument | undefined;
  /** True when this call wrote, or may have. */
  readonly changed: boolean;
}

/**
 * Changes a conversation by compare-and-set. `step` decides from the document as it is, may run several times, and must
 * know its own effect when it meets it (an answer may be lost). The change is announced: to the agents concerned, or to
 * the whole pool when the queue's list changed. Throws ContentionError when others keep winning, and the store's errors.
 */
export async function changeConversation<Result>(
  context: UseCaseContext,
  conversationId: ConversationId,
  step: (document: ConversationDocument | undefined) => ConversationStep<Result>,
): Promise<ChangedConversation<Result>> {
  const { conversations } = context.collections;
  let unsure = false;
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
    const before = await conversations.get(conversationId);
    const { result, write } = step(before);
    if (write === undefined) {
      if (before !== undefined && unsure) await announceConversation(context, before, []);
      return { result, document: before, changed: unsure };
    }
    try {
      const written = await conversations.replace(write);
      if (written.outcome === 'conflict') continue;
      await announceConversation(context, written.document, audienceOf(before, written.document));
      return { result, document: written.document, changed: true };
    } catch (error) {
      if (!(error instanceof OutcomeUnknownError)) throw error;
      unsure = true;
    }
  }
  throw new ContentionError('one conversation is written by too many at once');
}

/** After a change by an agent: its facts are appended to the thread and the owner looks at what it means for others. */
export async function followUp(
  context: UseCaseContext,
  { document, changed }: Pick<ChangedConversation<unknown>, 'document' | 'changed'>,
): Promise<void> {
  if (document === undefined) return;
  const { _id: conversationId, pool, outbox } = document;
  if (changed) await wakeOwner(context, { pool, conversationId });
  if (outbox.length > 0) await appendOutcome(context, { conversationId });
}

export async function announceConversation(
  context: UseCaseContext,
  document: ConversationDocument,
  agentIds: readonly AgentId[],
): Promise<void> {
  await context.announce([conversationAnnounced(document, agentIds)]);
}

/** All of the pool (empty) when it came into the queue's list or left it; else whoever has or had it. */
function audienceOf(before: ConversationDocument | undefined, after: ConversationDocument): readonly AgentId[] {
  if ((before?.waitingSince === undefined) !== (after.waitingSince === undefined)) return [];
  const concerned = [before?.reservation?.agentId, before?.assigneeId, after.reservation?.agentId, after.assigneeId];
  return [...new Set(concerned.filter((agentId) => agentId !== undefined))];
}
