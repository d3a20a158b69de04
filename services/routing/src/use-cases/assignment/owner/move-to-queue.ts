import type { ConversationId } from '@onethread/contracts';
import { OutcomeUnknownError } from '@onethread/documents';
import type { AgentDocument, ConversationDocument } from '../../../stores/documents.ts';
import { appendOutcome } from '../../append-outcome.ts';
import { announceConversation } from '../change-conversation.ts';
import { movedToQueue } from '../transitions.ts';
import { wakeOwner } from '../wake-owner.ts';
import type { Outcome } from './outcome.ts';
import type { Term } from './term.ts';

const MAX_ATTEMPTS = 20;

export interface MoveToQueue {
  readonly requestId: string;
  readonly conversationId: ConversationId;
  readonly toQueueId: string;
  readonly by: AgentDocument;
  readonly isSupervisor: boolean;
}

/**
 * A conversation waits in another queue, with its age: one write. Where that queue is another pool's, its owner is woken,
 * and this one lets go of it. The hold of whoever had it is dropped when it is settled. Runs in the conversation's lane.
 */
export async function moveToQueue(term: Term, move: MoveToQueue): Promise<Outcome> {
  const { requestId, conversationId, toQueueId, by } = move;
  const queue = term.settings.anyQueue(toQueueId);
  if (queue === undefined) return { outcome: 'not-found' };
  const { conversations } = term.context.collections;
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
    const document = await conversations.get(conversationId);
    if (document === undefined) return { outcome: 'not-found' };
    const known = alreadyDecided(term, document, move);
    if (known !== undefined) return known;
    const before = term.settings.anyQueue(document.queueId)?.priority ?? 0;
    const priority = (document.priority ?? 0) - before + queue.priority;
    const to = { queueId: queue.id, pool: queue.pool, priority, by: by._id, byName: by.name, requestId };
    try {
      const result = await conversations.replace(movedToQueue(document, to, term.context.now()));
      if (result.outcome === 'applied') return await moved(term, result.document);
    } catch (error) {
      if (!(error instanceof OutcomeUnknownError)) throw error;
    }
  }
  return { outcome: 'failed' };
}

async function moved(term: Term, document: ConversationDocument): Promise<Outcome> {
  const { _id: conversationId, pool } = document;
  await announceConversation(term.context, document, []);
  if (pool !== term.pool) {
    void term.detach(() => appendOutcome(term.context, { conversationId }));
    // If it is lost, the audit of that pool finds what waits there.
    void term.detach(() => wakeOwner(term.context, { pool, conversationId }));
  }
  return { outcome: 'accepted' };
}

function alreadyDecided(
  term: Term,
  document: ConversationDocument,
  { requestId, toQueueId, by, isSupervisor }: MoveToQueue,
): Outcome | undefined {
  const { state, assigneeId, queueId, refusedBy, pool, doneRequests = [] } = document;
  if (doneRequests.includes(requestId)) return { outcome: 'accepted' };
  if (state !== 'open') return { outcome: 'not-found' };
  // Said again by who moved it there.
  const isThere = queueId === toQueueId && assigneeId === undefined;
  if (isThere && refusedBy.includes(by._id)) return { outcome: 'accepted' };
  if (pool !== term.pool) return { outcome: 'failed' };
  return assigneeId === by._id || isSupervisor ? undefined : { outcome: 'not-yours' };
}
