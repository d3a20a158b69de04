import type { DeliveryStatus, IdentityId } from '@onethread/contracts';
import { changeDocument } from '@onethread/documents';
import { isNews } from '../domain/project-item.ts';
import { append } from '../stores/append.ts';
import type { ItemDocument, PendingReceiptDocument } from '../stores/documents.ts';
import { receiptEntryId } from '../stores/pending-receipts.ts';
import type { ReceiptReason } from '../stores/pending-receipts.ts';
import type { UseCaseContext } from './context.ts';
import type { ReceiptOutcome } from './record-receipt.ts';

/** A receipt for a message that never becomes known is forgotten after so long. */
const PENDING_FOR_MS = 7 * 24 * 60 * 60 * 1000;

export interface ProviderWord {
  readonly providerKey: string;
  readonly identityId: IdentityId;
  readonly status: DeliveryStatus;
  readonly reason?: ReceiptReason;
}

/**
 * A word on a message that only the provider's id names. Where no item has that id yet, the word is kept and the item
 * looked for once more: who writes the id looks for kept words, so one of the two sees the other.
 */
export async function recordByProviderId(context: UseCaseContext, word: ProviderWord): Promise<ReceiptOutcome> {
  const { collections } = context;
  const first = await itemWith(context, word.providerKey);
  if (first !== undefined) return record(context, first, word);
  const pendingId = `${word.providerKey}:${word.status}`;
  await changeDocument<PendingReceiptDocument>(collections.pendingReceipts, {
    id: pendingId,
    make: (known) =>
      known ?? {
        _id: pendingId,
        providerKey: word.providerKey,
        status: word.status,
        expiresAt: context.now() + PENDING_FOR_MS,
        ...(word.reason === undefined ? {} : { reason: word.reason }),
      },
  });
  const second = await itemWith(context, word.providerKey);
  return second === undefined ? 'waiting' : record(context, second, word);
}

async function itemWith({ collections }: UseCaseContext, providerKey: string): Promise<ItemDocument | undefined> {
  const { documents } = await collections.items.find({ index: 'by_provider_key', equals: [providerKey], limit: 1 });
  return documents[0];
}

async function record(context: UseCaseContext, item: ItemDocument, word: ProviderWord): Promise<ReceiptOutcome> {
  if (item.identityId !== word.identityId || item.type !== 'reply') {
    context.count?.('receipt-of-foreign-item');
    return 'ignored';
  }
  const { status } = word;
  // A provider's words may name an address.
  const reason = item.erased === true ? undefined : word.reason;
  if (!isNews(item, status)) return 'known';
  const entryId = receiptEntryId(word.providerKey, status);
  const attempt = item.attempt ?? 1;
  await append(
    context,
    item.customerId,
    entryId,
    () => ({ kind: 'status', itemId: item._id, status, attempt, ...(reason === undefined ? {} : { reason }) }),
    { redelivered: true },
  );
  return 'recorded';
}
