import { identityIdOfCustomer } from '@onethread/contracts';
import type { ConversationId, Entry } from '@onethread/contracts';
import { ContentionError } from '@onethread/documents';
import { bornConversation } from '../domain/project-conversation.ts';
import { joinOpen } from '../domain/join-conversations.ts';
import { isResolved } from '../domain/open-conversations.ts';
import type { StreamHead } from '../domain/stream-head.ts';
import type { UseCaseContext } from '../use-cases/context.ts';
import { writeConversation } from './change-conversation.ts';
import { conversationTerms } from './conversation-terms.ts';
import type { ConversationDocument } from './documents.ts';
import type { ConversationChange } from './project-facts.ts';
import { joinedWithClocks } from './run-clocks.ts';

/** Agents who take a conversation at the very moment in which it is joined. */
const MAX_ROUNDS = 10;

/** After these, several conversations of one thread may be open, or may have come apart. */
export function mayChangeWhoIsOpen({ body }: Entry, { open }: StreamHead): boolean {
  if (body.kind === 'moved' || body.kind === 'joined') return true;
  const going = open.filter((one) => !isResolved(one)).length;
  // Joined at the moment in which that was resolved, it would wait for nobody.
  if (body.kind === 'resolved') return going > 0;
  // A message may have been on its way into one while that was joined, and asks for an agent of its own.
  return (body.kind === 'woken' || body.kind === 'message') && going > 1;
}

/** Every conversation carried along by a move has its document, before any entry of it is projected: a split is new. */
export async function bearCarried(
  context: UseCaseContext,
  { at, body, streamId }: Entry,
): Promise<readonly ConversationChange[]> {
  const carried = body.kind === 'joined' ? body.open : body.kind === 'moved' ? (body.staying ?? []) : [];
  const changes: ConversationChange[] = [];
  for (const one of carried) {
    const birth = { identityId: identityIdOfCustomer(one.homeId), at: Math.floor(at / 1000), streamId };
    changes.push(
      await writeConversation(
        context,
        one.conversationId,
        async (known) => known ?? bornConversation(one, await conversationTerms(context, birth)),
      ),
    );
  }
  return changes;
}

/**
 * After members came or went, or a snoozed conversation woke beside another: of several open ones in one queue the others
 * are joined into one, or let go again where they no longer share a thread. One that is snoozed takes nobody in: who waits
 * there would wait for it to wake. Decided from the head and the documents; each remembers by which entry, so that a
 * process that comes late changes nothing.
 */
export async function settleConversations(
  context: UseCaseContext,
  { at, body }: Entry,
  head: StreamHead,
): Promise<readonly ConversationChange[]> {
  const changes: ConversationChange[] = [];
  const ids = head.open.filter((one) => !isResolved(one)).map((one) => one.conversationId);
  const mine = new Set<ConversationId>();
  const isOnlySaid = body.kind === 'message';
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const going = await documentsOf(context, ids);
    const joined = joinOpen(going.filter(isOpen));
    const written: ConversationChange[] = [];
    for (const { _id } of going) {
      const change = await writeConversation(context, _id, async (known) => {
        // Judged by this entry or a later one already, perhaps in another stream: what this one says of it is long past.
        if (known === undefined || ((known.togetherAt ?? 0) >= at && !mine.has(_id))) return known;
        const after = isOpen(known) ? await joinedWithClocks(context, { known, going, joined, at }) : known;
        return after === known && (isOnlySaid || known.togetherAt === at) ? known : { ...after, togetherAt: at };
      });
      if (change.changed) mine.add(_id);
      written.push(change);
    }
    changes.push(...written);
    if (written.every(({ document }) => isAsJudged(document, going))) return changes;
  }
  throw new ContentionError(`conversations of ${head.streamId} kept changing hands while they were joined`);
}

/** Oldest first, as the head has them. */
async function documentsOf(
  { collections }: UseCaseContext,
  ids: readonly ConversationId[],
): Promise<readonly ConversationDocument[]> {
  const documents = new Map((await collections.conversations.getMany(ids)).map((one) => [one._id, one]));
  return ids.flatMap((id) => documents.get(id) ?? []);
}

function isOpen({ state }: ConversationDocument): boolean {
  return state === 'open';
}

/** Whether it has the agent (or none) with which it was judged. */
function isAsJudged(
  { _id, assigneeId, joinedInto }: ConversationDocument,
  judged: readonly ConversationDocument[],
): boolean {
  const before = judged.find((one) => one._id === _id);
  return joinedInto !== undefined || before?.assigneeId === assigneeId;
}
