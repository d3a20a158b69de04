import { createHmac, createSecretKey, hash, type KeyObject } from 'node:crypto';
import type { AgentId, BlobId, ConversationId, CustomerId, EntryId, IdentityId } from './ids.ts';

const PREFIX_BYTES = 4;

/** Length-prefixed, so that ("ab", "c") and ("a", "bc") never meet in one hash. */
function lengthPrefixed(parts: readonly string[]): Buffer {
  const lengths = parts.map((part) => Buffer.byteLength(part));
  const bytes = Buffer.allocUnsafe(lengths.reduce((sum, length) => sum + PREFIX_BYTES + length, 0));
  let at = 0;
  for (const [place, part] of parts.entries()) {
    at = bytes.writeUInt32BE(lengths[place] ?? 0, at);
    at += bytes.write(part, at);
  }
  return bytes;
}

function digest(...parts: readonly string[]): string {
  return hash('sha256', lengthPrefixed(parts), 'hex').slice(0, 40);
}

/**
 * The partition key of everything to and from a channel: computed in the adapter without a database read, and it tells
 * nothing about the person without `IDENTITY_KEY` (which is for ever: with another key every identity would be another).
 */
export function identityIdOf(identityKey: string, channel: string, account: string, externalId: string): IdentityId {
  return createHmac('sha256', keyObject(identityKey))
    .update(lengthPrefixed([channel, account, externalId]))
    .digest('hex')
    .slice(0, 32) as IdentityId;
}

/** A process has one identity key; a prepared key object is several times faster than its text. */
let prepared: { readonly text: string; readonly key: KeyObject } | undefined;
function keyObject(text: string): KeyObject {
  if (prepared?.text !== text) prepared = { text, key: createSecretKey(Buffer.from(text, 'utf8')) };
  return prepared.key;
}

/** Of a picture's id; with the identity's it stays within an id's 64. */
const PICTURE_DIGITS = 24;

const CUSTOMER_PREFIX = 'c_';

/** Every customer is born with exactly one identity and named after it. */
export function customerIdOf(identityId: IdentityId): CustomerId {
  return `${CUSTOMER_PREFIX}${identityId}` as CustomerId;
}

/** The identity that a customer was born with. */
export function identityIdOfCustomer(customerId: CustomerId): IdentityId {
  return customerId.slice(CUSTOMER_PREFIX.length) as IdentityId;
}

/** The same message of the same provider is the same entry, whenever it is delivered again. */
export function inboundEntryId(channel: string, account: string, providerMessageId: string): EntryId {
  return `m_${digest(channel, account, providerMessageId)}` as EntryId;
}

/** An agent's reply or note is the same entry however often the agent's client sends it. */
export function replyEntryId(agentId: AgentId, clientMessageId: string): EntryId {
  return `r_${digest(agentId, clientMessageId)}` as EntryId;
}

/** A fact that follows from another one by a named step: status, reopening, automatic answer. */
export function followUpEntryId(cause: string, step: string): EntryId {
  return `f_${digest(cause, step)}` as EntryId;
}

/** A conversation is named after the entry that opened it: two deliveries of that entry cannot open two. */
export function conversationIdOf(openedBy: EntryId): ConversationId {
  return `v_${digest(openedBy)}` as ConversationId;
}

/** A file is named after the item that carries it and its place there. */
export function blobIdOf(item: string, part: number): BlobId {
  return `b_${digest(item, String(part))}` as BlobId;
}

/** A person's picture, named after their identity and what made it known: each is another one, so that none comes back. */
export function pictureBlobId(identityId: string, occasion: string): BlobId {
  return `p_${identityId}_${digest(identityId, occasion).slice(0, PICTURE_DIGITS)}` as BlobId;
}

/** Whether a blob is a picture of this identity, and nothing else that history keeps. */
export function isPictureOf(identityId: string, blobId: string): boolean {
  const prefix = `p_${identityId}_`;
  return blobId.startsWith(prefix) && blobId.length === prefix.length + PICTURE_DIGITS;
}

/** A dead letter is named after the place where its record failed: put aside twice (a crash), it is one letter. */
export function deadLetterIdOf(group: string, topic: string, partition: number, offset: number): string {
  return `d_${digest(group, topic, String(partition), String(offset))}`;
}
