import { conversationIdOf, customerIdOf, followUpEntryId } from '@onethread/contracts';
import type { EntryId, IdentityId, IdentityRef } from '@onethread/contracts';
import { append } from '../stores/append.ts';
import { knownIdentity, meetIdentity } from '../stores/identities.ts';
import { entryById } from '../stores/read-entries.ts';
import type { UseCaseContext } from './context.ts';
import { placeholderOf } from './placeholders.ts';

export interface PoisonedRecord {
  /** Names the record for ever: topic, partition and offset. */
  readonly recordId: string;
  /** The record that failed first, where this one is its replay: one placeholder stands for both. */
  readonly replayOf?: string;
  readonly identityId: IdentityId;
  /** Where it could be read from the record. */
  readonly identity?: IdentityRef;
  /** Of the message that could not be processed, where it could be read: replay then fills the placeholder in. */
  readonly entryId?: EntryId;
  /** Stable code of the fault. */
  readonly code: string;
}

/**
 * A record that cannot be processed keeps its place in the thread of its identity: `placed`, or `nobody` where the
 * identity is unknown and the record does not tell who it is. Idempotent; never placed for a message that is stored.
 */
export async function placePlaceholder(context: UseCaseContext, record: PoisonedRecord): Promise<'placed' | 'nobody'> {
  const { recordId, replayOf, identityId, identity, entryId, code } = record;
  if (replayOf !== undefined && (await placeholderOf(context, { recordId: replayOf })) !== undefined) return 'placed';
  const known =
    identity?.identityId === identityId
      ? await meetIdentity(context, identity, {})
      : await knownIdentity(context.collections, identityId);
  if (known === undefined) {
    context.count?.('placeholder-of-nobody');
    return 'nobody';
  }
  const placeholderId = followUpEntryId(entryId ?? replayOf ?? recordId, 'placeholder');
  await append(
    context,
    customerIdOf(identityId),
    placeholderId,
    async (head) => {
      if (entryId !== undefined && (await entryById(context.collections, entryId)) !== undefined) return undefined;
      const conversationId = head.open.at(-1)?.conversationId ?? conversationIdOf(placeholderId);
      return {
        kind: 'placeholder',
        identityId,
        conversationId,
        code,
        ...(entryId === undefined ? {} : { itemId: entryId }),
      };
    },
    { redelivered: true },
  );
  return 'placed';
}
