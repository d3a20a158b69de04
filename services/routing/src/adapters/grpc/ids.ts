import type { AgentId, ConversationId, CustomerId, EntryId, IdentityId } from '@onethread/contracts';
import { RpcError } from '@onethread/rpc';

/** Ids of ours are at most 64 characters, clients' own at most 100. */
const MAX_ID_LENGTH = 100;

/** Throws `RpcError` invalid unless it is a non-empty id of sane length. */
function idOf<Id extends string>(name: string): (text: string) => Id {
  return (text) => {
    if (text === '' || text.length > MAX_ID_LENGTH)
      throw new RpcError('invalid', `${name} is 1 to ${MAX_ID_LENGTH} characters`);
    return text as Id;
  };
}

export const conversationIdFrom = idOf<ConversationId>('conversation_id');
export const customerIdFrom = idOf<CustomerId>('customer_id');
export const identityIdFrom = idOf<IdentityId>('identity_id');
export const itemIdFrom = idOf<EntryId>('item_id');
export const agentIdFrom = idOf<AgentId>('agent_id');
export const reservationIdFrom = idOf('reservation_id');
export const clientMessageIdFrom = idOf('client_message_id');
