import type { InboundDraft } from '@onethread/channel-kit';
import type { IdentityRef } from '@onethread/contracts';
import { clip, textPart } from '@onethread/meta-graph';
import type { MetaEvent } from './read-events.ts';

/** What a person does to a message that stands already. */

export function editDraft(
  event: MetaEvent,
  { mid, text, num_edit: number }: NonNullable<MetaEvent['message_edit']>,
  identity: IdentityRef,
): InboundDraft {
  return {
    type: 'revision',
    identity,
    providerMessageId: clip(mid, 1000),
    changeId: `edit:${mid}:${number ?? event.timestamp ?? ''}`,
    change: { kind: 'edit', parts: [textPart(text)] },
  };
}

export function reactionDraft(
  event: MetaEvent,
  said: NonNullable<MetaEvent['reaction']>,
  identity: IdentityRef,
): InboundDraft {
  const emoji = clip(said.emoji ?? said.reaction ?? '?', 40);
  return {
    type: 'revision',
    identity,
    providerMessageId: clip(said.mid, 1000),
    changeId: `reaction:${event.personId}:${said.mid}:${said.action}:${event.timestamp ?? 0}`,
    change: { kind: 'reaction', emoji, active: said.action === 'react' },
  };
}

export function unsendDraft(mid: string, identity: IdentityRef): InboundDraft {
  return { type: 'revision', identity, providerMessageId: mid, changeId: `unsend:${mid}`, change: { kind: 'unsend' } };
}
