import type { CustomerId, IdentityId } from '@onethread/contracts';
import { streamContext } from '../stores/append.ts';
import { findStream } from '../stores/find-stream.ts';
import { catchUp, openStream } from '../stores/hot-stream.ts';
import type { UseCaseContext } from './context.ts';

/**
 * Epoch ms at which the person last wrote from an address, of everything that is stored now; undefined: never. Every
 * stream of the thread is asked, since a member's earlier words stay in the stream where they were written.
 */
export async function personWroteAt(
  context: UseCaseContext,
  customerId: CustomerId,
  identityId: IdentityId,
): Promise<number | undefined> {
  const { collections } = context;
  const current = await findStream(streamContext(context), customerId);
  let latest: number | undefined;
  for (const streamId of new Set([current.head.streamId, ...current.head.streams])) {
    const hot = streamId === current.head.streamId ? current : await openStream(collections, streamId);
    // Another process may have stored the person's last message.
    await hot.exclusively(() => catchUp(collections, hot));
    const wroteAt = hot.head.wroteAt[identityId];
    if (wroteAt !== undefined) latest = Math.max(latest ?? 0, wroteAt);
  }
  return latest;
}
