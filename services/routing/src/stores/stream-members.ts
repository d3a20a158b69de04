import type { CustomerId } from '@onethread/contracts';
import { ContentionError } from '@onethread/documents';
import type { StreamMembers } from '../domain/link-components.ts';
import type { UseCaseContext } from '../use-cases/context.ts';
import { streamContext } from './append.ts';
import { findStream } from './find-stream.ts';
import { catchUp } from './hot-stream.ts';

/** Most times that a customer is followed who is being moved. */
const MAX_ROUNDS = 100;

/** The stream in which a customer's thread is written, and who else is in it, as stored now. */
export async function streamMembers(context: UseCaseContext, customerId: CustomerId): Promise<StreamMembers> {
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const hot = await findStream(streamContext(context), customerId);
    // What memory has may be old: the customer may have left meanwhile, and others come.
    await hot.exclusively(() => catchUp(context.collections, hot));
    const { streamId, members } = hot.head;
    if (members.includes(customerId)) return { streamId, members };
  }
  throw new ContentionError(`customer ${customerId} was moved ${MAX_ROUNDS} times while it was looked for`);
}
