import type { Answer, AssignmentRequest, ConversationId } from '@onethread/contracts';
import type { UseCaseContext } from '../context.ts';

export interface OutcomeContext extends UseCaseContext {
  /** Appends what a conversation's outbox holds to its thread, each item once, and empties the outbox. */
  readonly appendOutcome: (context: UseCaseContext, conversationId: ConversationId) => Promise<void>;
}

/** What the use cases of assignment are handed. */
export interface AssignmentContext extends OutcomeContext {
  /** Puts a request to the owner of the pool, wherever it runs: `PoolOwner.ask`. */
  readonly askOwner: (request: AssignmentRequest) => Promise<Answer>;
}
