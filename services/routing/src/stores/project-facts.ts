import type { AssignmentCommand, ConversationId, Entry, EntryId, IdentityId } from '@onethread/contracts';
import { itemOf } from '../domain/item.ts';
import { conversationOf, wakesOwner } from '../domain/project-conversation.ts';
import { standingOf } from '../domain/standing.ts';
import { conversationAnnounced, type Announcement } from './announce-conversation.ts';
import type { StreamContext } from './stream-context.ts';
import { changeConversation, renewPreview } from './change-conversation.ts';
import type { ConversationDocument } from './documents.ts';
import { changeItem } from './change-item.ts';
import type { Fact } from './history-memory.ts';
import { changeStanding } from './identities.ts';
import { applyPendingReceipts } from './pending-receipts.ts';
import { conversationsOfDecided } from './run-clocks.ts';
import { watchUnread } from './unread-replies.ts';
import { bearCarried, mayChangeWhoIsOpen, settleConversations } from './settle-conversations.ts';

export interface Projected {
  readonly conversations: readonly Announcement[];
  readonly waking: readonly Omit<AssignmentCommand, 'version' | 'type'>[];
}

/** Items and conversations after some facts of one stream, in order per document, different documents at once. */
export async function projectFacts(context: StreamContext, facts: readonly Fact[]): Promise<Projected> {
  const entries = facts.map(({ entry }) => entry);
  const changes: ConversationChange[] = [];
  for (const entry of entries) changes.push(...(await bearCarried(context, entry)));
  const decidedIn = await conversationsOfDecided(context, entries);
  const changedBy = (entry: Entry): ConversationId | undefined => conversationOf(entry) ?? decidedIn(entry);
  await Promise.all([
    claimFiles(context, entries),
    ...[...byTarget<IdentityId>(entries, standingOf)].map(([id, own]) => changeStanding(context, id, own)),
    ...[...byTarget<EntryId>(entries, itemOf)].map(([id, own]) => changeItem(context, id, own)),
    ...[...byTarget<ConversationId>(entries, changedBy)].map(async ([id, own]) => {
      changes.push({ ...(await changeConversation(context, id, own)), asked: own.some(wakesOwner) });
    }),
  ]);
  for (const { entry, head } of facts) {
    changes.push(...(await followUps(context, entry)));
    if (mayChangeWhoIsOpen(entry, head)) {
      changes.push(...(await settleConversations(context, entry, head)));
    }
  }
  return {
    conversations: changes.filter(({ changed }) => changed).map(announcement),
    waking: changes.filter(wakes).map(({ document }) => ({ pool: document.pool, conversationId: document._id })),
  };
}

/**
 * Attachments are pending until history holds them; what is never claimed is swept. A file that can never be claimed (it is
 * damaged) is told and passed over: its message, and all that follow, must not wait for it.
 */
async function claimFiles(context: StreamContext, entries: readonly Entry[]): Promise<void> {
  const parts = entries.flatMap(({ body }) => ('parts' in body ? body.parts : []));
  const blobIds = parts.flatMap((part) => ('blobId' in part ? [part.blobId] : []));
  if (blobIds.length === 0 || (await claimed(context, blobIds))) return;
  for (const blobId of blobIds) {
    if (await claimed(context, [blobId])) continue;
    context.count?.('file-not-claimed');
    context.logger.error({ blobId }, 'a file of a message cannot be kept: what is stored of it is damaged');
  }
}

/** False where trying again changes nothing. */
async function claimed({ claimFiles: claim }: StreamContext, blobIds: readonly string[]): Promise<boolean> {
  try {
    await claim?.(blobIds);
    return true;
  } catch (error) {
    if (error instanceof Error && 'retryable' in error && error.retryable === false) return false;
    throw error;
  }
}

export interface ConversationChange {
  readonly before: ConversationDocument | undefined;
  readonly document: ConversationDocument;
  readonly changed: boolean;
  /** The owner of its pool is woken whether or not this process made the change. */
  readonly asked?: boolean;
}

async function followUps(context: StreamContext, entry: Entry): Promise<readonly ConversationChange[]> {
  const { body } = entry;
  if (body.kind === 'reply') await watchUnread(context, entry);
  if (body.kind === 'status' && body.providerMessageId !== undefined) await applyPendingReceipts(context, entry);
  if (body.kind === 'edit' || body.kind === 'unsend') return renewPreview(context, body.itemId);
  return [];
}

function byTarget<Id extends string>(
  entries: readonly Entry[],
  target: (entry: Entry) => Id | undefined,
): ReadonlyMap<Id, readonly Entry[]> {
  const groups = new Map<Id, Entry[]>();
  for (const entry of entries) {
    const id = target(entry);
    if (id === undefined) continue;
    const group = groups.get(id);
    if (group === undefined) groups.set(id, [entry]);
    else group.push(entry);
  }
  return groups;
}

function wakes({ before, document, changed, asked }: ConversationChange): boolean {
  return asked === true || (changed && document.waitingSince !== undefined && before?.waitingSince === undefined);
}

function announcement({ before, document }: ConversationChange): Announcement {
  const agents = [document.assigneeId, document.reservation?.agentId, before?.assigneeId, before?.reservation?.agentId];
  const agentIds = [...new Set(agents.filter((agent) => agent !== undefined))];
  return conversationAnnounced(document, agentIds);
}
