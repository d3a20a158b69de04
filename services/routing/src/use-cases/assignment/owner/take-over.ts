import type { ConversationId } from '@onethread/contracts';
import { pagesOf } from '@onethread/documents';
import { agentsOfPool, presenceOf } from '../../../stores/agents.ts';
import type { ConversationDocument } from '../../../stores/documents.ts';
import { settleAgent } from './look-at.ts';
import { makeOffers } from './make-offers.ts';
import { loseDeadStreams, readUnknownReplicas } from './replicas.ts';
import { dueChange, holderOf } from './settle-conversation.ts';
import type { Term } from './term.ts';
import { track } from './track.ts';
import { writeAgent } from './write-agent.ts';

const PAGE = 1000;
/** Agents written at the same time. */
const AT_ONCE = 64;

/**
 * Builds a term from the store. First every agent is written with the new epoch: from then on no earlier owner can add a
 * hold, so each write of such an owner that may still come to a conversation shows as a hold. Then those holds are
 * looked at, then what waits. Throws DeposedError when a higher epoch is met, and the store's errors.
 */
export async function takeOver(term: Term): Promise<void> {
  for await (const agents of agentsOfPool(term.context.collections, term.pool)) {
    for (const agent of agents) term.agents.note(agent);
    const presence = await presenceOf(
      term.context.collections,
      agents.map((agent) => agent._id),
    );
    for (const said of presence.values()) {
      await readUnknownReplicas(term, said.streams);
      term.agents.notePresence(said);
    }
  }
  const agentIds = term.agents.ids();
  for (let from = 0; from < agentIds.length; from += AT_ONCE) {
    await Promise.all(
      agentIds.slice(from, from + AT_ONCE).map(async (agentId) => {
        // Nobody writes beside the only process there is: its first own write of an agent carries the epoch.
        if (!term.soleOwner) await writeAgent(term, agentId, (a) => (a.epoch === term.epoch ? undefined : a));
        await loseDeadStreams(term, agentId);
      }),
    );
  }
  const toSettle = await readHeld(term);
  await readWaiting(term);

  term.ready = true;
  for (const conversationId of toSettle) term.lookAt(conversationId);
  for (const agentId of agentIds) void term.detach(() => settleAgent(term, agentId));
  makeOffers(term);
}

/** Reads every conversation that some agent holds; tells which of them need work. */
async function readHeld(term: Term): Promise<readonly ConversationId[]> {
  const held = [...new Set(term.agents.ids().flatMap((agentId) => term.agents.conversationsOf(agentId)))];
  const toSettle: ConversationId[] = [];
  for (let from = 0; from < held.length; from += PAGE) {
    toSettle.push(...(await checkHeld(term, held.slice(from, from + PAGE))));
  }
  return toSettle;
}

/** Reads conversations that agents hold (1000 at most), takes note of those in order and returns the others. */
export async function checkHeld(
  term: Term,
  conversationIds: readonly ConversationId[],
): Promise<readonly ConversationId[]> {
  const documents = new Map<ConversationId, ConversationDocument>();
  if (conversationIds.length > 0) {
    for (const document of await term.context.collections.conversations.getMany(conversationIds)) {
      documents.set(document._id, document);
    }
  }
  const toSettle: ConversationId[] = [];
  for (const conversationId of conversationIds) {
    const document = documents.get(conversationId);
    const inOrder =
      document !== undefined &&
      dueChange(term, document) === undefined &&
      term.agents.holdersOf(conversationId).every((agentId) => agentId === holderOf(document));
    if (inOrder) {
      if (!term.ready) track(term, document);
      continue;
    }
    term.unsure.add(conversationId);
    toSettle.push(conversationId);
  }
  return toSettle;
}

async function readWaiting(term: Term): Promise<void> {
  for await (const page of pagesOf(term.context.collections.conversations, { index: 'waiting', limit: PAGE })) {
    for (const document of page) if (document.pool === term.pool) track(term, document);
  }
}
