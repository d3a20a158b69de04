import type { IdentityRef } from '@onethread/contracts';

/** UUID in its usual form; the client makes version 7, so that its own list sorts by time. */
const CID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export function isCid(value: unknown): value is string {
  return typeof value === 'string' && CID.test(value);
}

/** A message's id within the channel: the same cid of another person is another message. */
export function providerMessageIdOf(identity: IdentityRef, cid: string): string {
  return `${identity.identityId}:${cid.toLowerCase()}`;
}

/** The cid inside a message's id; `undefined` for messages of other channels. */
export function cidOf(providerMessageId: string): string | undefined {
  const cid = providerMessageId.slice(providerMessageId.lastIndexOf(':') + 1);
  return isCid(cid) ? cid : undefined;
}
