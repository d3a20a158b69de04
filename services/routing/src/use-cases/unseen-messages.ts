import type { AgentId, Entry, StreamId } from '@onethread/contracts';
import type { StreamHead } from '../domain/stream-head.ts';
import { entriesAbove } from '../stores/read-entries.ts';
import type { UseCaseContext } from './context.ts';

/**
 * Whether a message of somebody else stands above what an agent had seen, in any stream of the thread, for members at
 * this head. Their older streams are frozen for them, so they may be read after the head.
 */
export async function somebodyElseWrote(
  { collections }: UseCaseContext,
  head: StreamHead,
  seen: Readonly<Record<StreamId, number>>,
  agentId: AgentId,
): Promise<boolean> {
  for (const streamId of head.streams) {
    const above = seen[streamId] ?? 0;
    if (streamId === head.streamId && above >= head.n) continue;
    for await (const entry of entriesAbove(collections, streamId, above)) {
      if (streamId === head.streamId && entry.n > head.n) break;
      if (head.members.includes(entry.customerId) && isOfAnother(entry, agentId)) return true;
    }
  }
  return false;
}

function isOfAnother({ body }: Entry, agentId: AgentId): boolean {
  if (body.kind === 'message') return true;
  return body.kind === 'reply' && !body.held && body.automatic !== true && body.agentId !== agentId;
}
