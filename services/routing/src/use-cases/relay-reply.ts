import { followUpEntryId, outboundMessageSchema, outboundTopic } from '@onethread/contracts';
import type { EntryId, IdentityId, OutboundMessage } from '@onethread/contracts';
import { append } from '../stores/append.ts';
import { knownIdentity } from '../stores/identities.ts';
import type { UseCaseContext } from './context.ts';

/**
 * Hands a waiting reply to its channel's topic, then appends `relayed`. Twice does no harm: the channel claims a reply by
 * its id and attempt. Does nothing where it is held, withdrawn or handed over already.
 */
export async function relayReply(context: UseCaseContext, itemId: EntryId): Promise<void> {
  const { collections, now, publish } = context;
  const item = await collections.items.get(itemId);
  if (item?.type !== 'reply' || item.relayAt === undefined || item.identityId === undefined) return;
  const identity = await knownIdentity(collections, item.identityId);
  if (identity === undefined) throw new Error('a reply is addressed to an identity that is not stored');
  const attempt = item.attempt ?? 1;
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
