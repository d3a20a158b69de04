import { followUpEntryId } from '@onethread/contracts';
import type { DeliveryStatus, Entry, EntryId } from '@onethread/contracts';
import { providerKeyOf } from '../domain/item.ts';
import type { StreamContext } from './stream-context.ts';
import type { PendingReceiptDocument } from './documents.ts';
import { knownIdentity } from './identities.ts';

/** Most receipts that wait for one message. */
const MAX_PENDING = 100;

export type ReceiptReason = PendingReceiptDocument['reason'];

/** A receipt that names a message by the provider's id is one fact per message and status, whichever way it is found. */
export function receiptEntryId(providerKey: string, status: DeliveryStatus): EntryId {
  return followUpEntryId(providerKey, `receipt.${status}`);
}

/** After a status that made a provider's id known: the receipts that came before it. Also on repeated passes. */
export async function applyPendingReceipts(context: StreamContext, { body }: Entry): Promise<void> {
  if (body.kind !== 'status' || body.providerMessageId === undefined) return;
  const { collections } = context;
  const item = await collections.items.get(body.itemId);
  const identity = item?.identityId && (await knownIdentity(collections, item.identityId));
  if (!item || !identity) return;
  const providerKey = providerKeyOf(identity, body.providerMessageId);
  const { documents } = await collections.pendingReceipts.find({
    index: 'by_provider_key',
    equals: [providerKey],
    limit: MAX_PENDING,
  });
  for (const pending of documents) {
    await context.followUp(item.customerId, receiptEntryId(providerKey, pending.status), {
      kind: 'status',
      itemId: item._id,
      status: pending.status,
      attempt: body.attempt,
      ...(pending.reason === undefined ? {} : { reason: pending.reason }),
    });
    await collections.pendingReceipts.remove(pending._id);
  }
}
