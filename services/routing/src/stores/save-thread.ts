import type { Entry } from '@onethread/contracts';
import { changeDocument } from '@onethread/documents';
import type { StreamHead } from '../domain/stream-head.ts';
import type { UseCaseContext } from '../use-cases/context.ts';
import type { HotStream } from './history-memory.ts';
import { threadOf } from './hot-stream.ts';

/** `threads` follows a hot stream at least every so many entries; a cold reader folds no more than these. */
export const MAX_THREAD_LAG = 32;

/** Entries after which `threads` is written before they are announced, since readers act on what changed in it. */
export function isStructural({ n, body }: Entry): boolean {
  switch (body.kind) {
    case 'message':
      return n === 1 || body.effect !== 'joined';
    case 'moved':
    case 'joined':
    case 'resolved':
    case 'reopened':
    case 'snoozed':
    case 'woken':
    case 'watermark':
    case 'agent-read':
    case 'erased':
      return true;
    case 'reply':
    case 'reply-decided':
    case 'relayed':
    case 'status':
    case 'note':
    case 'edit':
    case 'unsend':
    case 'reaction':
    case 'assigned':
    case 'released':
    case 'queued':
    case 'target-warning':
    case 'target-missed':
    case 'placeholder':
    case 'placeholder-closed':
    case 'standing':
      return n === 1;
  }
}

/** Brings `threads` up to a head whose projections are finished. Never back: others may be further. */
export async function saveThread({ collections }: UseCaseContext, hot: HotStream, head: StreamHead): Promise<void> {
  const { document } = await changeDocument(collections.threads, {
    id: head.streamId,
    believed: { document: hot.thread },
    make: (known) => {
      if (known !== undefined && known.appliedN >= head.n) return known;
      return { ...(known?.verifiedUser === undefined ? {} : { verifiedUser: known.verifiedUser }), ...threadOf(head) };
    },
  });
  hot.thread = document;
}
