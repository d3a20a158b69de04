import type { AgentId, Answer, Assign, ConversationId } from '@onethread/contracts';
import { RoutingError } from '../../domain/errors.ts';
import type { ConversationDocument } from '../../stores/documents.ts';
import type { AssignmentContext } from './assignment-context.ts';

/** Pools that a conversation may be moved to, one after another, while its owner is asked. */
const MAX_POOLS = 3;

export interface AssignWish {
  readonly conversationId: ConversationId;
  readonly by: AgentId;
  readonly how: Assign['how'];
  readonly toAgentId?: AgentId;
  readonly toQueueId?: string;
  readonly beyondCapacity?: boolean;
  /** The same for the same wish: it takes effect once. */
  readonly requestId: string;
}

export type AssignAnswer = 'accepted' | 'at-capacity' | 'busy' | 'not-yours';

/**
 * Asks the owner of the conversation's pool, wherever that is by now. Throws `RoutingError`: not-found for a conversation that
 * is not there or not open any more (or whose new agent is gone), conflict when nobody did it.
 */
export async function askToAssign(context: AssignmentContext, wish: AssignWish): Promise<AssignAnswer> {
  let { pool } = await openConversation(context, wish.conversationId);
  for (let asked = 1; ; asked += 1) {
    const { outcome } = await context.askOwner({ version: 1, type: 'assign', pool, ...wish });
    if (outcome !== 'failed') return answerOf(outcome);
    // Done perhaps, and the answer was lost.
    const now = await context.collections.conversations.get(wish.conversationId);
    if (now?.doneRequests?.includes(wish.requestId) === true) return 'accepted';
    if (now?.state !== 'open') throw notOpen();
    if (now.pool === pool || asked === MAX_POOLS) throw tryAgain();
    pool = now.pool;
  }
}

/** Throws `RoutingError` not-found. */
export async function openConversation(
  { collections }: AssignmentContext,
  conversationId: ConversationId,
): Promise<ConversationDocument> {
  const document = await collections.conversations.get(conversationId);
  if (document?.state !== 'open') throw notOpen();
  return document;
}

function answerOf(outcome: Answer['outcome']): AssignAnswer {
  switch (outcome) {
    case 'accepted':
    case 'at-capacity':
    case 'busy':
    case 'not-yours':
      return outcome;
    case 'not-found':
      throw notOpen();
    case 'taken':
    case 'created':
    case 'updated':
    case 'email-taken':
    case 'failed':
      throw tryAgain();
  }
}

function notOpen(): RoutingError {
  return new RoutingError('not-found', 'there is no such open conversation');
}

function tryAgain(): RoutingError {
  return new RoutingError('conflict', 'it was not done: look who has the conversation now, and try again');
}
