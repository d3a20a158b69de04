import { conversationIdOf } from '@onethread/contracts';
import type { EntryId, InboundStanding } from '@onethread/contracts';
import { append } from '../stores/append.ts';
import { meetIdentity } from '../stores/identities.ts';
import type { UseCaseContext } from './context.ts';
import { weighLater } from './identity/weigh-later.ts';

/**
 * A person may no longer be written to at an address, or may again. Stored as a fact of the thread, in the conversation
 * that goes on there; it opens none and asks nobody. Idempotent by `entryId`.
 */
export async function receiveStanding(context: UseCaseContext, told: InboundStanding): Promise<void> {
  const identity = await meetIdentity(context, told.identity, told.profile, told.occurredAt);
  const entryId = told.entryId as EntryId;
  await append(
    context,
    identity.customerId,
    entryId,
    (head) => ({
      kind: 'standing',
      identityId: identity._id,
      conversationId: head.open.at(-1)?.conversationId ?? conversationIdOf(entryId),
      standing: told.standing,
      reason: told.reason,
      ...(told.text === undefined ? {} : { text: told.text }),
    }),
    { redelivered: true },
  );
  context.count?.(`address-${told.standing}`);
  await weighLater(context, identity);
}
