import { customerIdOf, followUpEntryId } from '@onethread/contracts';
import type { EntryId, IdentityId, Receipt } from '@onethread/contracts';
import { providerKeyOf } from '../domain/item.ts';
import { append } from '../stores/append.ts';
import { itemById } from '../stores/find-item.ts';
import { knownIdentity } from '../stores/identities.ts';
import type { UseCaseContext } from './context.ts';
import { recordByProviderId } from './record-by-provider-id.ts';

export type ReceiptOutcome = 'recorded' | 'known' | 'waiting' | 'ignored';

/**
 * The customer's side has or has read our replies: one message (by the provider's id), all up to a time, or all up to an
 * item. `known`: nothing new. `waiting`: kept until the message becomes known. `ignored` (counted): of nobody we know, or
 * about an item that this person never had. Idempotent.
 */
export async function recordReceipt(context: UseCaseContext, receipt: Receipt): Promise<ReceiptOutcome> {
  const identityId = receipt.identity.identityId as IdentityId;
  if ((await knownIdentity(context.collections, identityId)) === undefined) {
    context.count?.('receipt-of-unknown-identity');
    return 'ignored';
  }
  if (receipt.providerMessageId !== undefined) {
    return recordByProviderId(context, {
      providerKey: providerKeyOf(receipt.identity, receipt.providerMessageId),
      identityId,
      status: receipt.receipt,
    });
  }
  if (receipt.upToEntryId !== undefined) return upToItem(context, receipt, identityId, receipt.upToEntryId as EntryId);
  if (receipt.watermark !== undefined) return upTo(context, receipt, identityId, receipt.watermark * 1000 + 999);
  context.count?.('receipt-of-nothing');
  return 'ignored';
}

async function upToItem(
  context: UseCaseContext,
  receipt: Receipt,
  identityId: IdentityId,
  itemId: EntryId,
): Promise<ReceiptOutcome> {
  const item = await itemById(context, itemId);
  if (item === undefined) {
    context.count?.('receipt-of-unknown-item');
    return 'ignored';
  }
  return upTo(context, receipt, identityId, item.at, (members) => members.some((member) => member === item.customerId));
}

/** One entry whatever the number of messages; never above the present, which a provider's wrong clock may claim. */
async function upTo(
  context: UseCaseContext,
  { receipt }: Receipt,
  identityId: IdentityId,
  claimed: number,
  allowed: (members: readonly string[]) => boolean = () => true,
): Promise<ReceiptOutcome> {
  const upToAt = Math.min(claimed, context.now() * 1000 + 999);
  const entryId = followUpEntryId(identityId, `${receipt}.${claimed}`);
  const appended = await append(
    context,
    customerIdOf(identityId),
    entryId,
    (head) => {
      const known = head.watermarks[identityId]?.[receipt] ?? 0;
      if (known >= upToAt || !allowed(head.members)) return undefined;
      return { kind: 'watermark', identityId, receipt, upToAt };
    },
    { redelivered: true },
  );
  return appended === undefined ? 'known' : 'recorded';
}
