import { identityIdOfCustomer } from '@onethread/contracts';
import type { ConversationId, Entry, EntryBody, OpenConversation } from '@onethread/contracts';
import { asking, atRest } from './conversation.ts';
import type { Conversation, ConversationTerms } from './conversation.ts';
import { isQuiet } from './open-conversations.ts';
import { previewOf } from './preview.ts';
import { without } from './without.ts';

/** The conversation whose document an entry may change. */
export function conversationOf(entry: Entry): ConversationId | undefined {
  const { body } = entry;
  switch (body.kind) {
    case 'message':
    case 'reply':
    case 'resolved':
    case 'reopened':
    case 'snoozed':
    case 'woken':
    case 'queued':
      return body.conversationId;
    case 'reply-decided':
    case 'relayed':
    case 'status':
    case 'watermark':
    case 'note':
    case 'edit':
    case 'unsend':
    case 'reaction':
    case 'assigned':
    case 'released':
    case 'target-warning':
    case 'target-missed':
    case 'agent-read':
    case 'placeholder':
    case 'placeholder-closed':
    case 'standing':
    case 'moved':
    case 'joined':
    case 'erased':
      return undefined;
  }
}

/** After `queued`, other targets may be due at other times. */
const WAKING = new Set<Entry['body']['kind']>(['resolved', 'snoozed', 'reopened', 'woken', 'queued']);

/** Whether the pool's owner has to look: the entry changed who waits, or whose hold ends. Repeats wake it again, harmlessly. */
export function wakesOwner(entry: Entry): boolean {
  const { body } = entry;
  if (body.kind === 'message') return body.effect !== 'joined' && !isQuiet(body);
  return WAKING.has(body.kind);
}

/**
 * A conversation known only from `open[]` or from an entry of it: nothing was said yet. Any entry that tells its state,
 * the one that opened it included, is newer than this.
 */
export function bornConversation(from: OpenConversation, terms: ConversationTerms): Conversation {
  const resolved = from.resolvedAt !== undefined;
  const snoozed = from.snoozedUntil !== undefined;
  const born: Conversation = {
    _id: from.conversationId,
    homeId: from.homeId,
    state: resolved ? 'resolved' : snoozed ? 'snoozed' : 'open',
    stateAt: from.openedAt * 1000 - 1,
    openedAt: from.openedAt,
    lastActivityAt: from.openedAt,
    previewAt: 0,
    preview: '',
    previewFromCustomer: true,
    lastIdentityId: identityIdOfCustomer(from.homeId),
    ...terms,
    refusedBy: [],
    explanation: resolved ? 'Filed without a conversation: nobody waits for an answer.' : '',
    outbox: [],
    ...(from.resolvedAt === undefined ? {} : { resolvedAt: from.resolvedAt }),
    ...(from.snoozedUntil === undefined ? {} : { snoozedUntil: from.snoozedUntil }),
  };
  return resolved || snoozed ? born : asking(born, from.openedAt);
}

/**
 * A conversation after an entry. State by the `at` of the state entry, preview by the `at` of the message: any order and
 * any repetition ends the same. Returns `known` itself where nothing changes.
 *
 * @param terms of the conversation where it is not `known` yet
 */
export function projectConversation(
  known: Conversation | undefined,
  entry: Entry,
  terms: ConversationTerms,
): Conversation | undefined {
  const { body } = entry;
  const ms = Math.floor(entry.at / 1000);
  const id = conversationOf(entry);
  if (id === undefined) return known;
  if (body.kind === 'message') {
    const quiet = isQuiet(body);
    const birth = { conversationId: id, homeId: entry.customerId, openedAt: ms, ...(quiet ? { resolvedAt: ms } : {}) };
    const before = known ?? bornConversation(birth, terms);
    return touched(said(stateAfterMessage(before, entry.at, body), entry, body, quiet), ms);
  }
  // What no agent wrote asks nobody to go on with it.
  const asleep = body.kind === 'reply' && body.automatic === true ? { resolvedAt: ms } : {};
  const told = { conversationId: id, homeId: entry.customerId, openedAt: ms, ...asleep };
  // An entry of a conversation that began in another stream tells nothing of its state.
  const before = known ?? { ...bornConversation(told, terms), stateAt: 0 };
  // The queue is the document's own, written before this entry: only clocks go by it.
  if (body.kind === 'queued') return before;
  if (body.kind === 'reply') return touched(body.held ? before : answered(before, entry, body), ms);
  return touched(changeState(before, entry.at, body), ms);
}

function touched(after: Conversation, ms: number): Conversation {
  return after.lastActivityAt >= ms ? after : { ...after, lastActivityAt: ms };
}

function stateAfterMessage(
  known: Conversation,
  at: number,
  body: Extract<EntryBody, { kind: 'message' }>,
): Conversation {
  if (body.effect === 'joined' || at <= known.stateAt) return known;
  if (!isQuiet(body)) return changeState(known, at, body);
  return { ...without(known, 'snoozedUntil'), state: 'resolved', stateAt: at, resolvedAt: Math.floor(at / 1000) };
}

function changeState(known: Conversation, at: number, body: EntryBody): Conversation {
  if (at <= known.stateAt) return known;
  const moved: Conversation = { ...without(known, 'snoozedUntil', 'resolvedAt'), stateAt: at };
  const ms = Math.floor(at / 1000);
  if (body.kind === 'resolved') return atRest({ ...moved, state: 'resolved', resolvedAt: ms }, 'Resolved.');
  if (body.kind === 'snoozed') {
    return atRest({ ...moved, state: 'snoozed', snoozedUntil: body.until }, 'Snoozed.');
  }
  return asking({ ...moved, state: 'open' }, ms);
}

function said(
  known: Conversation,
  entry: Entry,
  body: Extract<EntryBody, { kind: 'message' }>,
  quiet: boolean,
): Conversation {
  const fromCustomer = body.author === 'customer';
  let after = known;
  if (entry.at > known.previewAt) {
    after = { ...after, previewAt: entry.at, preview: previewOf(body.parts), previewFromCustomer: fromCustomer };
  }
  if (after.subject === undefined && body.subject !== undefined) after = { ...after, subject: body.subject };
  if (quiet || entry.at <= (known.lastCustomerAt ?? 0)) return after;
  after = { ...after, lastCustomerAt: entry.at, lastIdentityId: body.identityId };
  // Open without an agent and not waiting: its agent went idle, and this message asks for one again.
  return after.state === 'open' ? asking(after, Math.floor(entry.at / 1000)) : after;
}

function answered(known: Conversation, entry: Entry, body: Extract<EntryBody, { kind: 'reply' }>): Conversation {
  if (entry.at <= known.previewAt) return known;
  return { ...known, previewAt: entry.at, preview: previewOf(body.parts), previewFromCustomer: false };
}
