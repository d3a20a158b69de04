import type { CustomerId } from '@onethread/contracts';
import { ContentionError } from '@onethread/documents';
import type { StreamContext } from './stream-context.ts';
import type { HotStream } from './history-memory.ts';
import { catchUp, openStream } from './hot-stream.ts';
import { finishMove } from './finish-move.ts';

/** Most streams that one customer is followed through. */
const MAX_STEPS = 100;

/**
 * The stream that a customer is a member of: the one where it was seen last, else its own, else wherever its latest
 * `moved` entry leads; a move that is met unfinished is finished.
 */
export async function findStream(context: StreamContext, customerId: CustomerId): Promise<HotStream> {
  const { collections } = context;
  const { hints } = collections.memory;
  let streamId = hints.get(customerId) ?? customerId;
  for (let step = 0; step < MAX_STEPS; step += 1) {
    const hot = await openStream(collections, streamId);
    if (hot.head.members.includes(customerId)) {
      if (streamId === customerId) hints.delete(customerId);
      else hints.set(customerId, streamId);
      return hot;
    }
    // What memory says may be old: only the store says that a member has left, and where to.
    if (await hot.exclusively(() => catchUp(collections, hot))) continue;
    const away = hot.head.moved[customerId];
    if (away === undefined) streamId = customerId;
    else {
      await finishMove(context, hot, away.n);
      streamId = away.to;
    }
  }
  throw new ContentionError(`customer ${customerId} was moved ${MAX_STEPS} times while it was looked for`);
}
