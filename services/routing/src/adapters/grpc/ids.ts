import type { AgentId, ConversationId, CustomerId, EntryId, IdentityId } from '@onethread/contracts';
import { RpcError } from '@onethread/rpc';

/** Ids of ours are at most 64 characters, clients' own at most 100. */
const MAX_ID_LENGTH = 100;

/** Throws `RpcError` invalid unless it is a non-empty id of sane length. */
function idOf(name: string): (text: string) => string {
  return (text) => {
    if (text === '' || text.length > MAX_ID_LENGTH)
      throw new RpcError('invalid', `${name} is 1 to ${MAX_ID_LENGTH} characters`);
    return text;
  };
}

export const conversationIdFrom = idOf('conversation_id') as (text: string) => ConversationId;
export const customerIdFrom = idOf('customer_id') as (text: string) => CustomerId;
export const identityIdFrom = idOf('identity_id') as (text: string) => IdentityId;
export const itemIdFrom = idOf('item_id') as (text: string) => EntryId;
export const agentIdFrom = idOf('agent_id') as (text: string) => AgentId;
export const queueIdFrom = idOf('queue_id');
export const reservationIdFrom = idOf('reservation_id');
export const deadLetterIdFrom = idOf('dead_letter_id');
export const channelFrom = idOf('channel');
export const topicFrom = idOf('topic');
/** Two identity ids and a dash. */
export const linkIdFrom = idOf('link_id');
export const matchIdFrom = idOf('match_id');
export const confirmationIdFrom = idOf('confirmation_id');

/** Longest reason that an operator gives. */
const MAX_REASON_LENGTH = 500;

/** Throws `RpcError` invalid unless it is 1 to 500 characters without surrounding blanks. */
export function reasonFrom(text: string): string {
  const reason = text.trim();
  if (reason === '' || reason.length > MAX_REASON_LENGTH) {
    throw new RpcError('invalid', `reason is 1 to ${MAX_REASON_LENGTH} characters`);
  }
  return reason;
}

export const clientMessageIdFrom = idOf('client_message_id');

/** An agent's own words beside a decision; `undefined` where there are none. Throws `RpcError` invalid above 500 characters. */
export function noteFrom(text: string): string | undefined {
  const note = text.trim();
  if (note.length > MAX_REASON_LENGTH) throw new RpcError('invalid', `note is at most ${MAX_REASON_LENGTH} characters`);
  return note === '' ? undefined : note;
}
