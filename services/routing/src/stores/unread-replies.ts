import type { Entry } from '@onethread/contracts';
import { changeDocument } from '@onethread/documents';
import type { UseCaseContext } from '../use-cases/context.ts';
import { freshIdentity } from './identities.ts';
import type { UnreadDocument } from './identity-documents.ts';

const KEPT_MS = 30 * 24 * 60 * 60 * 1000;

/**
 * After a reply to somebody who agreed that answers follow: in a while it is looked whether they read it. The replies of
 * one conversation to one address are watched together, from the first that was not looked after. Repeatable.
 */
export async function watchUnread(context: UseCaseContext, entry: Entry): Promise<void> {
  const { body, at } = entry;
  if (body.kind !== 'reply' || body.automatic === true) return;
  const { identityId, conversationId } = body;
  if ((await freshIdentity(context.collections, identityId))?.answersFollowTo === undefined) return;
  const { collections, settings } = context;
  const writtenAt = Math.floor(at / 1000);
  await changeDocument<UnreadDocument>(collections.unreadReplies, {
    id: `${conversationId}/${identityId}`,
    make: (known) => {
      if ((known?.lookedUpTo ?? 0) >= at || (known?.latestAt ?? 0) >= at) return known;
      return {
        _id: `${conversationId}/${identityId}`,
        identityId,
        conversationId,
        lookedUpTo: known?.lookedUpTo ?? at - 1,
        latestAt: at,
        dueAt: known?.dueAt ?? writtenAt + settings.answersFollowMs,
        expiresAt: writtenAt + KEPT_MS,
      };
    },
  });
}
