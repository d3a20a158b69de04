import type { EntryId, FilePart, IdentityRef, Part } from '@onethread/contracts';
import type { ChannelHost } from '@onethread/channel-kit';
import type { Claims } from './claims/claims.ts';
import type { Uploads } from './files/uploads.ts';
import type { PictureLooks } from './identity/look-for-picture.ts';
import type { Person } from './identity/person.ts';
import { InAppError } from './in-app-error.ts';
import { isCid, providerMessageIdOf } from './message-id.ts';
import type { Pushes } from './push/pushes.ts';
import { MAX_ATTACHMENTS, MAX_TEXT_LENGTH } from './protocol.ts';
import type { Limits } from './limits.ts';

export interface NewMessage {
  readonly cid: unknown;
  readonly text?: unknown;
  readonly uploadIds?: unknown;
}

export interface IntakeParts {
  readonly host: ChannelHost;
  readonly uploads: Uploads;
  readonly limits: Limits;
  readonly claims: Claims;
  readonly lookForPicture: PictureLooks;
  /** Absent: push is off. */
  readonly pushes?: Pushes | undefined;
}

/**
 * Accepts a person's message: durable when it resolves, the same id for a repeat of the same cid (the first body stands).
 * Throws `InAppError` for what can never be stored as it is, the kit's `IntakeUnavailableError` when it cannot now.
 */
export async function acceptMessage(parts: IntakeParts, person: Person, message: NewMessage): Promise<EntryId> {
  const { host, uploads, limits, claims, lookForPicture } = parts;
  const { cid, text = '', uploadIds = [] } = message;
  if (!isCid(cid)) throw new InAppError(400, 'invalid', 'A message needs a cid (UUID).');
  if (typeof text !== 'string' || text.length > MAX_TEXT_LENGTH)
    throw new InAppError(413, 'too-long', `A message has at most ${MAX_TEXT_LENGTH} characters.`);
  if (!isListOfIds(uploadIds))
    throw new InAppError(400, 'invalid', `A message refers to at most ${MAX_ATTACHMENTS} uploads.`);
  if (!limits.messages.allows(person.identity.identityId))
    throw new InAppError(429, 'too-many', 'Too many messages at once: wait a moment, then send it again.');

  const files = await Promise.all(uploadIds.map((id) => uploads.finished(person, id)));
  const content = contentOf(text, files);
  if (content.length === 0) throw new InAppError(400, 'empty', 'The message is empty.');
  const providerMessageId = providerMessageIdOf(person.identity, cid);
  await host.receive([
    {
      type: 'message',
      identity: person.identity,
      profile: await claims.profileOf(person),
      providerMessageId,
      // Here we are the provider: it was written when it came.
      providerTime: host.now(),
      author: 'customer',
      parts: content,
    },
  ]);
  lookForPicture(person);
  return host.entryIdOf(person.identity.account, providerMessageId);
}

/** How far the person's devices have got; the same promise as a message. Throws `InAppError` when they tell far too often. */
export async function acceptReceipt(
  { host, limits, pushes }: IntakeParts,
  identity: IdentityRef,
  receipt: 'delivered' | 'read',
  upToEntryId: string,
): Promise<void> {
  if (!limits.receipts.allows(identity.identityId))
    throw new InAppError(429, 'too-many', 'Too many receipts at once: the last one says it all.');
  pushes?.acknowledged(identity, upToEntryId);
  await host.receipts([{ identity, receipt, upToEntryId }]);
}

function contentOf(text: string, files: readonly FilePart[]): Part[] {
  return text.trim() === '' ? [...files] : [{ kind: 'text', text }, ...files];
}

function isListOfIds(value: unknown): value is string[] {
  return Array.isArray(value) && value.length <= MAX_ATTACHMENTS && value.every((id) => typeof id === 'string');
}
