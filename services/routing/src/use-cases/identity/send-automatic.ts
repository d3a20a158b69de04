import { conversationIdOf } from '@onethread/contracts';
import type { AgentId, ConversationId, EntryId, Part } from '@onethread/contracts';
import { isBlocked } from '../../domain/standing.ts';
import { append } from '../../stores/append.ts';
import { storedIdentity } from '../../stores/identities.ts';
import type { IdentityDocument } from '../../stores/identity-documents.ts';
import type { UseCaseContext } from '../context.ts';
import { relayLater } from '../relay-reply.ts';

/** Who speaks where no agent does. */
export const SYSTEM_AGENT = 'system' as AgentId;

/** An agent's reply that is sent on: it belongs to that one's conversation, and names who wrote it. */
export interface SentOn {
  readonly copyOf: EntryId;
  readonly conversationId: ConversationId;
  readonly agentName: string;
}

/**
 * Sends something that no agent wrote to one address, once per `entryId`: in a conversation of its own that is resolved
 * from birth, so that nobody is asked to work on it, and whatever the customer answers finds its own way; a copy in that
 * of what it is a copy of. Nothing goes, and nobody is told, where the person may not be written to: who asks for a code
 * must not learn that of another.
 */
export async function sendAutomatic(
  context: UseCaseContext,
  to: IdentityDocument,
  entryId: EntryId,
  parts: readonly Part[],
  sentOn?: SentOn,
): Promise<void> {
  const stored = (await storedIdentity(context.collections, to._id)) ?? to;
  if (isBlocked(stored)) {
    context.count?.('automatic-to-blocked-address');
    return;
  }
  await append(context, to.customerId, entryId, () => ({
    kind: 'reply',
    identityId: to._id,
    conversationId: conversationIdOf(entryId),
    agentId: SYSTEM_AGENT,
    agentName: '',
    parts,
    clientMessageId: entryId,
    held: false,
    automatic: true,
    ...sentOn,
  }));
  relayLater(context, entryId, to._id);
}
