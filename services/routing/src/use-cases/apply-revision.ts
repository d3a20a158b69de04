import type { EntryBody, EntryId, InboundRevision } from '@onethread/contracts';
import { TargetNotYetKnownError } from '../domain/errors.ts';
import { append } from '../stores/append.ts';
import type { ItemDocument } from '../stores/documents.ts';
import { itemByProviderId } from '../stores/find-item.ts';
import type { UseCaseContext } from './context.ts';

/** So long after it occurred a revision of a message that history does not know is waited for, then ignored. */
export const REVISION_PATIENCE_MS = 10_000;

/**
 * A customer edited, withdrew or reacted to a message of this thread: `applied`, or `ignored` (counted) where the message
 * stays unknown or is not theirs to change. Idempotent by `entryId`. Throws `TargetNotYetKnownError` while the message may
 * still come (a reply's provider id travels on another topic).
 */
export async function applyRevision(
  context: UseCaseContext,
  revision: InboundRevision,
): Promise<'applied' | 'ignored'> {
  const { identity, change, entryId } = revision;
  const item = await itemByProviderId(context, identity, revision.providerMessageId);
  if (item === undefined) {
    if (context.now() - revision.occurredAt < REVISION_PATIENCE_MS) {
      throw new TargetNotYetKnownError('the message that a revision changes is not stored yet');
    }
    context.count?.('revision-of-unknown-message');
    return 'ignored';
  }
  if (!mayChange(item, revision)) {
    context.count?.('revision-of-foreign-message');
    return 'ignored';
  }
  if (item.erased === true) {
    context.count?.('revision-of-erased-message');
    return 'ignored';
  }
  // Filed under the sender, as a reaction tells by this who reacted.
  const customerId = `c_${identity.identityId}` as ItemDocument['customerId'];
  await append(context, customerId, entryId as EntryId, () => bodyOf(item._id, change), { redelivered: true });
  return 'applied';
}

/** People change their own words; they may react to ours as well. */
function mayChange(item: ItemDocument, { identity, change }: InboundRevision): boolean {
  if (item.identityId !== identity.identityId) return false;
  return change.kind === 'reaction' ? item.type !== 'note' : item.type === 'message' && item.fromCustomer;
}

function bodyOf(itemId: EntryId, change: InboundRevision['change']): EntryBody {
  switch (change.kind) {
    case 'edit':
      return { kind: 'edit', itemId, parts: change.parts };
    case 'unsend':
      return { kind: 'unsend', itemId };
    case 'reaction':
      return { kind: 'reaction', itemId, emoji: change.emoji, active: change.active };
  }
}
