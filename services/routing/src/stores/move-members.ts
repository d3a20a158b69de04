import { conversationIdOf } from '@onethread/contracts';
import type { ConversationId, CustomerId, EntryId, OpenConversation, StreamId } from '@onethread/contracts';
import { isResolved } from '../domain/open-conversations.ts';
import type { StreamHead } from '../domain/stream-head.ts';
import { streamContext } from './append.ts';
import type { UseCaseContext } from '../use-cases/context.ts';
import { commitEntry } from './commit-entry.ts';
import { finishMove, movedEntryId } from './finish-move.ts';
import { openStream } from './hot-stream.ts';

/** Newest items of a member that are looked through for a conversation it takes part in. */
const LOOK_BACK = 200;

export interface Move {
  /** Names the operation for ever. */
  readonly opId: string;
  readonly set: readonly CustomerId[];
  readonly from: StreamId;
  readonly to: StreamId;
}

/**
 * Moves members between streams: `moved` in one, from where nobody can write for them any more, then `joined` in the
 * other. `changed`: they are not all there any more, nothing was written.
 */
export async function moveMembers(
  context: UseCaseContext,
  { opId, set, from, to }: Move,
): Promise<'moved' | 'changed'> {
  const steps = streamContext(context);
  const hot = await openStream(context.collections, from);
  const [filedUnder] = set;
  if (filedUnder === undefined) return 'changed';
  const commit = await commitEntry(steps, hot, {
    entryId: movedEntryId(opId),
    customerId: filedUnder,
    admitted: (head) => set.every((member) => head.members.includes(member)),
    make: async (head) => ({
      kind: 'moved',
      opId,
      set,
      to,
      open: await openOf(context, head, set, opId),
      streams: head.streams,
    }),
    redelivered: false,
  });
  if (!('entry' in commit)) return 'changed';
  await finishMove(steps, hot, commit.entry.n);
  return 'moved';
}

/** What goes along: conversations whose home is in the set; without an open one, a split of the one that holds its messages. */
async function openOf(
  context: UseCaseContext,
  head: StreamHead,
  set: readonly CustomerId[],
  opId: string,
): Promise<readonly OpenConversation[]> {
  const own = head.open.filter((one) => set.includes(one.homeId));
  if (own.some((one) => !isResolved(one))) return own;
  const [homeId] = set.toSorted();
  for (const one of head.open) {
    if (isResolved(one) || set.includes(one.homeId) || homeId === undefined) continue;
    if (!(await holdsMessagesOf(context, one.conversationId, set))) continue;
    const conversationId = conversationIdOf(`${opId}:split` as EntryId);
    return [...own, { ...one, conversationId, homeId }];
  }
  return own;
}

async function holdsMessagesOf(
  { collections }: UseCaseContext,
  conversationId: ConversationId,
  set: readonly CustomerId[],
): Promise<boolean> {
  for (const member of set) {
    const { documents } = await collections.items.find({
      index: 'by_customer',
      equals: [member],
      order: 'descending',
      limit: LOOK_BACK,
    });
    if (documents.some((item) => item.fromCustomer && item.conversationId === conversationId)) return true;
  }
  return false;
}
