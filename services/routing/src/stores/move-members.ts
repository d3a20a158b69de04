import { conversationIdOf } from '@onethread/contracts';
import type { ConversationId, CustomerId, EntryId, OpenConversation, StreamId } from '@onethread/contracts';
import { isResolved } from '../domain/open-conversations.ts';
import type { StreamHead } from '../domain/stream-head.ts';
import { streamContext } from './append.ts';
import type { UseCaseContext } from '../use-cases/context.ts';
import { commitEntry } from './commit-entry.ts';
import { finishMove, movedEntryId } from './finish-move.ts';
import { openStream } from './hot-stream.ts';
import { holdsMessagesOf } from './items-of-members.ts';

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
    make: async (head) => {
      const staying = await splitForThoseWhoStay(context, head, set, opId);
      return {
        kind: 'moved',
        opId,
        set,
        to,
        open: await openOf(context, head, set, opId),
        ...(staying === undefined ? {} : { staying: [staying] }),
        streams: head.streams,
      };
    },
    redelivered: false,
  });
  if (!('entry' in commit)) return 'changed';
  await finishMove(steps, hot, commit.entry.n);
  // Those who stay may go on in a conversation that is new.
  await steps.project(hot, commit.entry.n);
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
  const split = await splitFor(context, head, set, conversationIdOf(`${opId}:split` as EntryId));
  return split === undefined ? own : [...own, split];
}

/** The same for the others, where what they wrote in goes away with its home: nobody's words are left without a conversation. */
async function splitForThoseWhoStay(
  context: UseCaseContext,
  head: StreamHead,
  set: readonly CustomerId[],
  opId: string,
): Promise<OpenConversation | undefined> {
  const staying = head.members.filter((member) => !set.includes(member));
  return splitFor(context, head, staying, conversationIdOf(`${opId}:stays` as EntryId));
}

/** Of the oldest conversation of others that goes on and holds messages of these, who have none of their own that does. */
async function splitFor(
  context: UseCaseContext,
  { open }: StreamHead,
  members: readonly CustomerId[],
  conversationId: ConversationId,
): Promise<OpenConversation | undefined> {
  const goingOn = open.filter((one) => !isResolved(one));
  const [homeId] = members.toSorted();
  if (homeId === undefined || goingOn.some((one) => members.includes(one.homeId))) return undefined;
  for (const one of goingOn) {
    if (await holdsMessagesOf(context.collections, one.conversationId, members))
      return { ...one, conversationId, homeId };
  }
  return undefined;
}
