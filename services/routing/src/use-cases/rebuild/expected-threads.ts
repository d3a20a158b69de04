import { changeDocument } from '@onethread/documents';
import type { StreamHead } from '../../domain/stream-head.ts';
import type { ThreadDocument } from '../../stores/documents.ts';
import { headOf, threadOf } from '../../stores/hot-stream.ts';
import type { UseCaseContext } from '../context.ts';
import { sameFields } from './same-fields.ts';

/** Compares `threads` with the head at the number that it claims; names what differs. */
export async function checkThread(
  { collections }: UseCaseContext,
  head: StreamHead,
  stored: ThreadDocument | undefined,
  repair: boolean,
): Promise<string | undefined> {
  const same = stored !== undefined && sameFields(headOf(stored), head, Object.keys(head) as (keyof StreamHead)[]);
  if (same) return undefined;
  if (repair) {
    await changeDocument<ThreadDocument>(collections.threads, {
      id: head.streamId,
      make: (known) => ({
        ...(known?.verifiedUser === undefined ? {} : { verifiedUser: known.verifiedUser }),
        ...threadOf(head),
      }),
    });
    collections.memory.streams.delete(head.streamId);
  }
  return `threads/${head.streamId}`;
}
