import {
  partsToProto,
  type DeliveryStatus as WireStatus,
  type FeedItemInput,
  type IdentityInput,
  type ItemInput,
  type WatermarkInput,
} from '@onethread/rpc';
import type { DeliveryStatus, IdentityId } from '@onethread/contracts';
import { providerKeyOf, reasonOf, type Item, type ProviderSource } from '../../domain/item.ts';
import { proofOf } from '../../domain/profile-values.ts';
import type { IdentityDocument } from '../../stores/identity-documents.ts';
import type { ServedItem } from '../../use-cases/reading/served-item.ts';
import { markedIdentities } from '../../use-cases/reading/thread-state.ts';
import type { ThreadState } from '../../use-cases/reading/thread-state.ts';

const STATUS: Readonly<Record<DeliveryStatus, WireStatus>> = {
  queued: 'QUEUED',
  sending: 'SENDING',
  unknown: 'UNKNOWN',
  sent: 'SENT',
  failed: 'FAILED',
  delivered: 'DELIVERED',
  read: 'READ',
};

/** An item as agents see it. */
export function encodeItem(served: ServedItem): ItemInput {
  const { item, source, rev } = served;
  return {
    itemId: item._id,
    atUs: item.at,
    rev,
    conversationId: item.conversationId,
    customerId: item.customerId,
    identityId: item.identityId ?? '',
    channel: source?.channel ?? '',
    erased: item.erased ?? false,
    ...encodeContent(served),
  };
}

function encodeContent({ item, status, writtenFor = [] }: ServedItem): Partial<ItemInput> {
  const { agentId = '', agentName = '' } = item;
  switch (item.type) {
    case 'message':
      return { message: encodeMessage(item) };
    case 'reply':
      return {
        reply: {
          parts: partsToProto(item.parts),
          agentId,
          agentName,
          status: status === undefined ? 'DELIVERY_STATUS_UNSPECIFIED' : STATUS[status],
          reason: reasonOf(item) ?? null,
          held: item.held ?? false,
          discarded: item.discarded ?? false,
          clientMessageId: item.clientMessageId ?? '',
          attempt: item.attempt ?? 1,
          statusAtMs: item.statusAt ?? 0,
          writtenFor: [...writtenFor],
          automatic: item.automatic ?? false,
          copyOf: item.copyOf ?? '',
          reactions: reactionsOf(item),
        },
      };
    case 'note':
      return { note: { parts: partsToProto(item.parts), agentId, agentName } };
    case 'event': {
      const { kind = '', reason = '', until = 0, queueId = '', target = '', dueAt = 0, text = '' } = item.event ?? {};
      return { event: { kind, agentId, agentName, reason, untilMs: until, queueId, target, dueMs: dueAt, text } };
    }
    case 'placeholder':
      return {
        placeholder: {
          code: item.code ?? '',
          outcome: item.closed?.outcome ?? '',
          reason: item.closed?.reason ?? '',
        },
      };
  }
}

function encodeMessage(item: Item): NonNullable<ItemInput['message']> {
  return {
    parts: partsToProto(item.parts),
    subject: item.subject ?? '',
    fromAgentOutside: item.outside ?? false,
    automatic: item.automatic ?? false,
    providerTimeMs: item.providerTime ?? 0,
    edited: item.edited,
    unsent: item.unsent,
    reactions: reactionsOf(item),
    notice: item.notice ?? '',
  };
}

function reactionsOf({ reactions = {} }: Item): { emoji: string; count: number }[] {
  return Object.entries(reactions).map(([emoji, who]) => ({ emoji, count: who.length }));
}

/** The same item as its customer sees it. */
export function encodeFeedItem({ item, source, rev }: ServedItem): FeedItemInput {
  const mine = item.fromCustomer;
  return {
    itemId: item._id,
    atUs: item.at,
    rev,
    mine,
    agentName: mine ? '' : (item.agentName ?? ''),
    parts: partsToProto(item.parts),
    edited: item.edited,
    unsent: item.unsent,
    providerMessageId: mine ? providerMessageId(item, source) : '',
    channel: source?.channel ?? '',
  };
}

/** The provider's own id of a message, as its key holds it. */
function providerMessageId({ providerKeys }: Item, source: ProviderSource | undefined): string {
  const prefix = source && providerKeyOf(source, '');
  return (prefix && providerKeys.find((key) => key.startsWith(prefix))?.slice(prefix.length)) ?? '';
}

export function encodeWatermarks(
  state: Pick<ThreadState, 'watermarks' | 'wroteAt'>,
  identities: Iterable<IdentityId> = markedIdentities(state),
): WatermarkInput[] {
  return [...identities].map((identityId) => {
    const { delivered = 0, read = 0 } = state.watermarks.get(identityId) ?? {};
    const wroteAtMs = state.wroteAt.get(identityId) ?? 0;
    return { identityId, deliveredUpToUs: delivered, readUpToUs: read, wroteAtMs };
  });
}

export function encodeIdentity(identity: IdentityDocument): IdentityInput {
  return {
    identityId: identity._id,
    customerId: identity.customerId,
    channel: identity.channel,
    account: identity.account,
    address: identity.address ?? identity.email ?? identity.phone ?? '',
    name: identity.name ?? '',
    verified: identity.verifiedUser !== undefined,
    language: identity.language ?? '',
    proof: proofOf(identity),
    standing: identity.standing?.standing ?? '',
    standingReason: identity.standing?.reason ?? '',
    standingSinceMs: Math.floor((identity.standing?.at ?? 0) / 1000),
  };
}
