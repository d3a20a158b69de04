import type { CustomerId } from '@onethread/contracts';
import type { StreamMembers } from '../domain/link-components.ts';
import type { UseCaseContext } from '../use-cases/context.ts';
import { streamContext } from './append.ts';
import { findStream } from './find-stream.ts';
import { catchUp } from './hot-stream.ts';

/** The stream in which a customer's thread is written, and who else is in it, as stored now. */
export async function streamMembers(context: UseCaseContext, customerId: CustomerId): Promise<StreamMembers> {
  const hot = await findStream(streamContext(context), customerId);
  await hot.exclusively(() => catchUp(context.collections, hot));
  const { streamId, members } = hot.head;
  return { streamId, members };
}
