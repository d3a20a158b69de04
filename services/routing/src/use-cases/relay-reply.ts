import { followUpEntryId, outboundMessageSchema, outboundTopic } from '@onethread/contracts';
import type { EntryId, IdentityId, OutboundMessage } from '@onethread/contracts';
import { isBlocked, whyBlocked } from '../domain/standing.ts';
import { append } from '../stores/append.ts';
import type { ItemDocument } from '../stores/documents.ts';
import { storedIdentity } from '../stores/identities.ts';
import type { IdentityDocument } from '../stores/identity-documents.ts';
import type { UseCaseContext } from './context.ts';
import { personWroteAt } from './person-wrote-at.ts';

/**
 * Hands a waiting reply to its channel's topic, then appends `relayed`. Twice does no harm: the channel claims a reply by
 * its id and attempt. Does nothing where it is held, withdrawn or handed over already. Where the person may not be
 * written to by now, it fails instead, with `address-blocked`.
 */
export async function relayReply(context: UseCaseContext, itemId: EntryId): Promise<void> {
  const { collections, now, publish } = context;
  const item = await collections.items.get(itemId);
  if (item?.type !== 'reply' || item.relayAt === undefined || item.identityId === undefined) return;
  const identity = await storedIdentity(collections, item.identityId);
  if (identity === undefined) throw new Error('a reply is addressed to an identity that is not stored');
  const attempt = item.attempt ?? 1;
  if (isBlocked(identity)) return await failBlocked(context, item, identity);
  const wroteAt = await personWroteAt(context, item.customerId, item.identityId);
  const message: OutboundMessage = outboundMessageSchema.parse({
    version: 1,
    type: 'reply',
    occurredAt: now(),
    entryId: itemId,
    conversationId: item.conversationId,
    identity: {
      identityId: identity._id,
      channel: identity.channel,
      account: identity.account,
      externalId: identity.externalId,
    },
    ...(!item.agentName ? {} : { agentName: item.agentName }),
    parts: item.parts,
    ...(wroteAt === undefined ? {} : { personWroteAt: wroteAt }),
    ...(item.automatic === true ? { automatic: true } : {}),
    ...(item.copyOf === undefined ? {} : { copyOf: item.copyOf }),
    attempt,
  });
  const topic = outboundTopic(identity.channel).name;
  await publish([{ topic, key: identity._id, value: JSON.stringify(message) }]);
  const relayedId = followUpEntryId(itemId, `relayed.${attempt}`);
  // Until this is projected the item waits for its relay, and the sweeper repeats it.
  await append(context, item.customerId, relayedId, () => ({ kind: 'relayed', itemId, attempt }), {
    redelivered: true,
  });
}

/** The channel is never asked. A claim of an earlier handing over may exist all the same: its word, if any, is the later one. */
async function failBlocked(
  context: UseCaseContext,
  { _id: itemId, customerId, attempt = 1 }: ItemDocument,
  identity: IdentityDocument,
): Promise<void> {
  const reason = { code: 'address-blocked', text: whyBlocked(identity), permanent: true };
  const failed = { kind: 'status', itemId, status: 'failed', attempt, reason } as const;
  await append(context, customerId, followUpEntryId(itemId, `blocked.${attempt}`), () => failed, { redelivered: true });
  context.count?.('reply-to-blocked-address');
}

/**
 * At once and without anybody waiting for it, the replies to one address in the order of the calls. Where it fails, the
 * sweeper relays what has waited 5 s.
 */
export function relayLater(context: UseCaseContext, itemId: EntryId, address: IdentityId | undefined): void {
  context.collections.memory.inTurn(`relay ${address}`, async () => {
    try {
      await relayReply(context, itemId);
    } catch (error) {
      context.logger.warn({ err: error, itemId }, 'relay failed, the sweeper will repeat it');
    }
  });
}
