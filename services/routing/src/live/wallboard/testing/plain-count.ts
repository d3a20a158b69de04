import type { ConversationId, Entry } from '@onethread/contracts';
import type { Page, PageCursor } from '@onethread/documents';
import { isQuiet } from '../../../domain/open-conversations.ts';
import type { Collections } from '../../../stores/collections.ts';
import type { ConversationDocument } from '../../../stores/documents.ts';

/** Figures by queue and by agent, where there are any; zeros are left out. */
export interface Count {
  /** Nobody has it: it waits or is offered; in work; snoozed. */
  readonly queues: Readonly<Record<string, readonly [number, number, number]>>;
  /** Conversations that each agent has. */
  readonly agents: Readonly<Record<string, number>>;
}

interface Folded {
  readonly conversationId: ConversationId;
  queueId: string;
  state: 'open' | 'snoozed' | 'resolved';
  assigneeId?: string | undefined;
  /** Its agent went on to others, and the customer has not written since. */
  rests: boolean;
}

/** Offers that ended: nobody had it by them. */
const ENDS_OF_OFFERS = new Set(['declined', 'missed', 'rescinded']);

/**
 * Counts what all entries of all streams say, one after another in the order in which it was decided. `queueOf`: where a
 * conversation that begins with this entry belongs.
 */
export function countEntries(entries: readonly Entry[], queueOf: (entry: Entry) => string): Count {
  const known = new Map<ConversationId, Folded>();
  const inOrder = entries.toSorted((one, other) => decidedAt(one) - decidedAt(other) || one.n - other.n);
  for (const entry of inOrder) fold(known, entry, queueOf);
  return counted([...known.values()]);
}

/** µs. */
function decidedAt({ at, body }: Entry): number {
  return 'decidedAt' in body && body.decidedAt !== undefined ? body.decidedAt * 1000 : at;
}

function fold(known: Map<ConversationId, Folded>, entry: Entry, queueOf: (entry: Entry) => string): void {
  const { body } = entry;
  if (body.kind === 'message' && body.effect === 'opened') {
    const { conversationId } = body;
    const state = isQuiet(body) ? 'resolved' : 'open';
    known.set(conversationId, { conversationId, queueId: queueOf(entry), state, rests: false });
    return;
  }
  const one = 'conversationId' in body ? known.get(body.conversationId) : undefined;
  if (one === undefined) return;
  if (body.kind === 'message') {
    if (body.effect === 'reopened') one.state = 'open';
    if (!isQuiet(body)) one.rests = false;
  } else if (body.kind === 'resolved' || body.kind === 'snoozed') {
    one.state = body.kind;
    one.assigneeId = undefined;
    one.rests = false;
  } else if (body.kind === 'reopened' || body.kind === 'woken') one.state = 'open';
  else if (body.kind === 'queued') one.queueId = body.queueId;
  else if (body.kind === 'assigned') one.assigneeId = body.agentId;
  else if (body.kind === 'released' && !ENDS_OF_OFFERS.has(body.reason) && one.assigneeId === body.agentId) {
    one.assigneeId = undefined;
    one.rests = body.reason === 'idle';
  }
}

/** The same from the conversations' documents. */
export function countDocuments(documents: readonly ConversationDocument[]): Count {
  return counted(
    documents.map(({ _id, queueId, state, assigneeId, waitingSince }) => ({
      conversationId: _id,
      queueId,
      state,
      assigneeId,
      rests: waitingSince === undefined,
    })),
  );
}

function counted(conversations: readonly Folded[]): Count {
  const queues: Record<string, [number, number, number]> = {};
  const agents: Record<string, number> = {};
  for (const { queueId, state, assigneeId, rests } of conversations) {
    if (state === 'resolved' || (state === 'open' && assigneeId === undefined && rests)) continue;
    const row = (queues[queueId] ??= [0, 0, 0]);
    if (state === 'snoozed') row[2] += 1;
    else if (assigneeId === undefined) row[0] += 1;
    else {
      row[1] += 1;
      agents[assigneeId] = (agents[assigneeId] ?? 0) + 1;
    }
  }
  return { queues, agents };
}

export async function allEntries({ entries }: Pick<Collections, 'entries'>): Promise<readonly Entry[]> {
  return await all((after) => entries.find({ index: 'by_stream', limit: 1000, ...(after ? { after } : {}) }));
}

export async function allConversations({
  conversations,
}: Pick<Collections, 'conversations'>): Promise<readonly ConversationDocument[]> {
  return await all((after) => conversations.find({ index: 'by_home', limit: 1000, ...(after ? { after } : {}) }));
}

async function all<D>(page: (after: PageCursor | undefined) => Promise<Page<D>>): Promise<readonly D[]> {
  const found: D[] = [];
  for (let after: PageCursor | undefined; ;) {
    const { documents, cursor } = await page(after);
    found.push(...documents);
    if (cursor === undefined) return found;
    after = cursor;
  }
}
