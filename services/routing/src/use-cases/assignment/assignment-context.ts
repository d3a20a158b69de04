import type { Answer, AssignmentRequest } from '@onethread/contracts';
import type { UseCaseContext } from '../context.ts';

/** What the use cases are handed that need the pool's owner. */
export interface AssignmentContext extends UseCaseContext {
  /** Puts a request to the owner of the pool, wherever it runs: `PoolOwner.ask`. */
  readonly askOwner: (request: AssignmentRequest) => Promise<Answer>;
}
