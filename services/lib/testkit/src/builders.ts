import {
  identityIdOf,
  inboundEntryId,
  type IdentityRef,
  type InboundMessage,
  type OutboundMessage,
  type OutboundStatus,
  type Part,
  type Receipt,
} from '@onethread/contracts';

/** Key of every identity that the builders make. */
export const TEST_IDENTITY_KEY = 'identity-key-of-tests';

let built = 0;

/** Unique within the process, rising: ids of built records never clash. */
export function nextId(prefix: string): string {
  built += 1;
  return `${prefix}-${built}`;
}

export function identityRef(over: Partial<Omit<IdentityRef, 'identityId'>> = {}): IdentityRef {
  const { channel = 'test', account = 'account', externalId = nextId('person') } = over;
  return { identityId: identityIdOf(TEST_IDENTITY_KEY, channel, account, externalId), channel, account, externalId };
}

export function textPart(text: string): Part {
  return { kind: 'text', text };
}

/** A valid customer's message; `entryId` follows from channel, account and `providerMessageId` unless given. */
export function inboundMessage(over: Partial<InboundMessage> = {}): InboundMessage {
  const identity = over.identity ?? identityRef();
  const providerMessageId = over.providerMessageId ?? nextId('provider');
  return {
    version: 1,
    occurredAt: Date.now(),
    type: 'message',
    entryId: inboundEntryId(identity.channel, identity.account, providerMessageId),
    identity,
    profile: {},
    providerMessageId,
    author: 'customer',
    automatic: false,
    threadRefs: [],
    parts: [textPart(`message ${providerMessageId}`)],
    ...over,
  };
}

/** A valid reply as routing publishes it to a channel. */
export function outboundMessage(over: Partial<OutboundMessage> = {}): OutboundMessage {
  return {
    version: 1,
    occurredAt: Date.now(),
    type: 'reply',
    entryId: nextId('r_test'),
    conversationId: nextId('v_test'),
    identity: over.identity ?? identityRef(),
    parts: [textPart('reply')],
    attempt: 1,
    ...over,
  };
}

export function receipt(over: Partial<Receipt> = {}): Receipt {
  return {
    version: 1,
    occurredAt: Date.now(),
    type: 'receipt',
    identity: over.identity ?? identityRef(),
    receipt: 'delivered',
    ...over,
  };
}

export function outboundStatus(over: Partial<OutboundStatus> = {}): OutboundStatus {
  return {
    version: 1,
    occurredAt: Date.now(),
    type: 'status',
    identity: over.identity ?? identityRef(),
    status: 'sent',
    attempt: 1,
    ...over,
  };
}
