import { followUpEntryId } from '@onethread/contracts';
import type { EntryId, IdentityId, OutboundStatus } from '@onethread/contracts';
import { providerKeyOf } from '../domain/item.ts';
import { isNews, isNewWait } from '../domain/project-item.ts';
import { append } from '../stores/append.ts';
import type { ItemDocument } from '../stores/documents.ts';
import { itemById } from '../stores/find-item.ts';
import type { UseCaseContext } from './context.ts';
import { recordByProviderId } from './record-by-provider-id.ts';
import type { ReceiptOutcome } from './record-receipt.ts';

/**
 * What became of a reply, as its channel tells. Repeats and words that come too late are `known`; of a reply that is not
 * in history, or that went to somebody else, `ignored` (counted). Idempotent.
 */
export async function recordStatus(context: UseCaseContext, word: OutboundStatus): Promise<ReceiptOutcome> {
  const { entryId, providerMessageId, identity, status, reason } = word;
  if (entryId === undefined) {
    if (providerMessageId === undefined) {
      context.count?.('status-of-nothing');
      return 'ignored';
    }
    return recordByProviderId(context, {
      providerKey: providerKeyOf(identity, providerMessageId),
      identityId: identity.identityId as IdentityId,
      status,
      ...(reason === undefined ? {} : { reason }),
    });
  }
  const item = await itemById(context, entryId as EntryId);
  if (item?.type !== 'reply' || item.identityId !== identity.identityId) {
    context.count?.('status-of-foreign-item');
    return 'ignored';
  }
  if (!tellsSomething(item, word)) return 'known';
  const step = `status.${word.attempt}.${status}.${reason?.code ?? ''}.${providerMessageId ?? ''}`;
  await append(
    context,
    item.customerId,
    followUpEntryId(item._id, step),
    () => ({
      kind: 'status',
      itemId: item._id,
      status,
      attempt: word.attempt,
      ...(providerMessageId === undefined ? {} : { providerMessageId }),
      // A provider's words may name an address.
      ...(reason === undefined || item.erased === true ? {} : { reason }),
    }),
    { redelivered: true },
  );
  return 'recorded';
}

/** A provider's id always goes on to `append`, also when it is stored: a repetition looks for waiting receipts again. */
function tellsSomething(item: ItemDocument, word: OutboundStatus): boolean {
  const { attempt, status, providerMessageId, reason } = word;
  const current = item.attempt ?? 1;
  if (providerMessageId !== undefined || attempt > current) return true;
  if (status === 'sending' && reason !== undefined && isNewWait(item, { attempt, code: reason.code })) return true;
  return attempt === current && isNews(item, status);
}
