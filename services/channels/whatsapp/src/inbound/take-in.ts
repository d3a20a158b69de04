import { inTurns, receiveAll } from '@onethread/meta-graph';
import type { LastMessages } from '../send/last-messages.ts';
import type { Reactions } from './reactions.ts';
import type { WhatsappUpdate } from './read-updates.ts';
import { statusDrafts } from './statuses.ts';
import { toDraft, type DraftMaker, type MessageUpdate } from './to-drafts.ts';

export interface TakeInParts extends DraftMaker {
  readonly reactions: Reactions;
  readonly lastMessages: LastMessages;
}

/** Makes all updates of a call durable, messages in their order. Throws when the provider must send the call again. */
export async function takeIn(parts: TakeInParts, updates: readonly WhatsappUpdate[]): Promise<void> {
  const messages = updates.filter((update) => update.kind === 'message');
  for (const group of groupsOf(messages)) {
    const [first] = group;
    if (first?.message.reaction) await takeReaction(parts, first);
    else await takeMessages(parts, group);
  }
  const told = await inTurns(
    updates.filter((update) => update.kind === 'status'),
    (update) => statusDrafts(parts, update),
  );
  const statuses = told.flatMap((drafts) => drafts.statuses);
  const receipts = told.flatMap((drafts) => drafts.receipts);
  if (statuses.length > 0) await parts.host.report(statuses);
  if (receipts.length > 0) await parts.host.receipts(receipts);
}

async function takeMessages(parts: TakeInParts, updates: readonly MessageUpdate[]): Promise<void> {
  const drafts = await inTurns(updates, (update) => toDraft(parts, update));
  await receiveAll(parts.host, drafts);
  for (const draft of drafts) {
    if (draft.type === 'message' && draft.author === 'customer') await parts.lastMessages.note(draft);
  }
}

async function takeReaction(
  parts: TakeInParts,
  { message, phoneNumberId, personId, isEcho }: MessageUpdate,
): Promise<void> {
  // A colleague's, from the WhatsApp Business app: theirs.
  if (!message.reaction || isEcho) return;
  const identity = parts.host.identity(phoneNumberId, personId);
  const { inbound, remember } = await parts.reactions.draftsOf(message, message.reaction, identity);
  await receiveAll(parts.host, inbound);
  await remember();
}

/** In order; each reaction by itself, since it looks at what is remembered of the one before. */
function groupsOf(updates: readonly MessageUpdate[]): readonly MessageUpdate[][] {
  const groups: MessageUpdate[][] = [];
  for (const update of updates) {
    const last = groups.at(-1);
    const joins = last !== undefined && !update.message.reaction && !last[0]?.message.reaction;
    if (joins) last.push(update);
    else groups.push([update]);
  }
  return groups;
}
