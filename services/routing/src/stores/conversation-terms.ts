import type { IdentityId } from '@onethread/contracts';
import { DEFAULT_TERMS } from '../domain/conversation.ts';
import type { ConversationTerms } from '../domain/conversation.ts';
import type { UseCaseContext } from '../use-cases/context.ts';
import type { ChannelDocument } from './documents.ts';
import { knownIdentity } from './identities.ts';

/** A channel's announcement is read again after so long. */
const CHANNEL_FRESH_MS = 30_000;

/** Queue and cost of a conversation that begins with this identity. */
export async function conversationTerms(context: UseCaseContext, identityId: IdentityId): Promise<ConversationTerms> {
  const identity = await knownIdentity(context.collections, identityId);
  const channel = identity && (await channelOf(context, identity.channel));
  if (channel === undefined) return DEFAULT_TERMS;
  const { weight, live } = channel.capabilities;
  return { ...DEFAULT_TERMS, weight, live };
}

async function channelOf({ collections, now }: UseCaseContext, name: string): Promise<ChannelDocument | undefined> {
  const { channels, memory } = collections;
  const remembered = memory.channels.get(name);
  if (remembered !== undefined && remembered.readAt + CHANNEL_FRESH_MS > now()) return remembered.document;
  const document = await channels.get(name);
  memory.channels.set(name, { readAt: now(), document });
  return document;
}
