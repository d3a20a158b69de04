import type { ChannelHost, InboundDraft, KnownSends } from '@onethread/channel-kit';
import type { IdentityRef, Profile } from '@onethread/contracts';
import { clip, textPart } from '@onethread/meta-graph';
import { z } from 'zod';
import { readParts, type PartReader } from './read-parts.ts';
import type { WhatsappUpdate } from './read-updates.ts';
import type { WhatsappContact, WhatsappMessage } from './schemas.ts';

/** What an update is turned into drafts with. */
export interface DraftMaker {
  readonly host: ChannelHost;
  readonly knownSends: KnownSends;
  readonly reader: PartReader;
}

export type MessageUpdate = Extract<WhatsappUpdate, { kind: 'message' }>;

/** A message, an edit or a withdrawal; reactions need what was before and are made apart. */
export async function toDraft(maker: DraftMaker, update: MessageUpdate): Promise<InboundDraft> {
  const { host } = maker;
  const { message, phoneNumberId, personId } = update;
  const identity = host.identity(phoneNumberId, personId);
  const changed = message.edit?.original_message_id ?? message.revoke?.original_message_id;
  if (changed) return changeOf(message, changed, identity);
  const entryId = host.entryIdOf(phoneNumberId, message.id);
  const parts = await readParts(maker.reader, phoneNumberId, message, entryId);
  const answered = message.context?.id;
  return {
    type: 'message',
    identity,
    profile: update.isEcho ? {} : profileOf(personId, update.contact),
    providerMessageId: message.id,
    parts,
    author: update.isEcho ? 'agent' : 'customer',
    ...(message.timestamp == null ? {} : { providerTime: message.timestamp * 1000 }),
    ...(answered ? { threadRefs: [{ kind: 'message', value: clip(answered, 1000) }] } : {}),
    // Nobody wrote anything: shown, but nothing to answer.
    ...(AUTOMATIC.has(message.type) ? { automatic: true } : {}),
  };
}

const AUTOMATIC = new Set(['system', 'request_welcome']);
const editedSchema = z.object({ text: z.object({ body: z.string() }).optional(), caption: z.string().optional() });

function changeOf(message: WhatsappMessage, changed: string, identity: IdentityRef): InboundDraft {
  const edited = editedSchema.safeParse(message.edit?.message);
  const words = edited.success ? (edited.data.text?.body ?? edited.data.caption) : undefined;
  const revision = {
    type: 'revision' as const,
    identity,
    providerMessageId: clip(changed, 1000),
    changeId: message.id,
  };
  if (message.revoke) return { ...revision, change: { kind: 'unsend' } };
  const parts = words === undefined ? [{ kind: 'unsupported' as const, providerKind: 'edit' }] : [textPart(words)];
  return { ...revision, change: { kind: 'edit', parts } };
}

/** WhatsApp itself has verified the number; for us it is still only what another company says. */
function profileOf(personId: string, contact: WhatsappContact | undefined): Profile {
  const { name, username } = contact?.profile ?? {};
  const phone = /^\d{6,15}$/.test(personId) ? `+${personId}` : undefined;
  const address = phone ?? (username ? `@${username}` : undefined);
  return {
    ...(name ? { name: clip(name, 200) } : {}),
    ...(phone === undefined ? {} : { phone }),
    ...(address === undefined ? {} : { address: clip(address, 320) }),
  };
}
