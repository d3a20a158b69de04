import type { ReceiptDraft } from '@onethread/channel-kit';
import type { IdentityRef } from '@onethread/contracts';
import { clip } from '@onethread/meta-graph';
import { editDraft, reactionDraft, unsendDraft } from './changes.ts';
import type { DraftMaker, Drafts } from './draft-maker.ts';
import { echoDrafts, messageOf } from './messages.ts';
import type { MetaEvent } from './read-events.ts';
import { touchDraft } from './touches.ts';

/** Message ids of one delivery report that are passed on one by one; the watermark covers the rest. */
const MAX_DELIVERED_MIDS = 100;

/** Throws only what makes the provider try again: a store that is down. */
export async function toDrafts(maker: DraftMaker, event: MetaEvent): Promise<Drafts> {
  const identity = maker.host.identity(event.accountId, event.personId);
  if (event.message) {
    if (event.message.is_deleted === true) return { inbound: unsendDraft(event.message.mid, identity) };
    if (event.isOurSide) return await echoDrafts(maker, event, event.message, identity);
    const inbound = await messageOf(maker, event, event.message, identity, 'customer');
    return { inbound, wroteBy: identity };
  }
  if (event.delivery) return { receipts: delivered(event.delivery, identity) };
  if (event.read) return { receipts: read(event.read, identity) };
  // What colleagues do in the provider's own inbox to messages there is theirs.
  if (event.isOurSide) return {};
  if (event.message_edit) return { inbound: editDraft(event, event.message_edit, identity), wroteBy: identity };
  if (event.reaction) return { inbound: reactionDraft(event, event.reaction, identity) };
  const inbound = await touchDraft(maker, event, identity);
  return { inbound, ...(event.postback ? { wroteBy: identity } : {}) };
}

function delivered(
  { mids, watermark }: NonNullable<MetaEvent['delivery']>,
  identity: IdentityRef,
): readonly ReceiptDraft[] {
  const exact = (mids ?? [])
    .slice(0, MAX_DELIVERED_MIDS)
    .map((mid): ReceiptDraft => ({ identity, receipt: 'delivered', providerMessageId: clip(mid, 1000) }));
  return [...exact, { identity, receipt: 'delivered', watermark }];
}

function read({ watermark, mid }: NonNullable<MetaEvent['read']>, identity: IdentityRef): readonly ReceiptDraft[] {
  if (watermark !== undefined) return [{ identity, receipt: 'read', watermark }];
  return mid === undefined ? [] : [{ identity, receipt: 'read', providerMessageId: clip(mid, 1000) }];
}
