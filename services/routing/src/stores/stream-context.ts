import type { CustomerId, EntryBody, EntryId } from '@onethread/contracts';
import type { UseCaseContext } from '../use-cases/context.ts';
import type { HotStream } from './history-memory.ts';

/** What the steps of `append` hand to each other. */
export interface StreamContext extends UseCaseContext {
  /**
   * Projects a stream up to an entry. From within a projection nobody may wait for another one (it may be the same), so
   * there it only sees to it that this will be done.
   */
  readonly project: (hot: HotStream, n: number) => Promise<void>;
  /**
   * Appends a fact that another one causes, from within the latter's projection: resolves once it is stored. Its own
   * projection follows by itself, since it may be of the stream that is being projected.
   */
  readonly followUp: (customerId: CustomerId, entryId: EntryId, body: EntryBody) => Promise<void>;
}
