import type { AgentId } from '@onethread/contracts';
import { hasRoomFor } from '../../../stores/agent-load.ts';
import type { ConversationDocument, Hold } from '../../../stores/documents.ts';
import type { Term } from './term.ts';
import { setAwayIfMissing, writeAgent } from './write-agent.ts';

/** What a conversation costs whoever has it. */
export function holdOf({ _id: conversationId, weight, channel, interruptible }: ConversationDocument): Hold {
  return {
    conversationId,
    weight,
    ...(channel === undefined ? {} : { channel }),
    ...(interruptible === undefined ? {} : { interruptible }),
  };
}

/**
 * Adds a hold, or affirms the one that is there: either way the agent is written after the conversation was read, so a
 * later owner that finds this hold knows which writes may still come. Undefined when there is no room: in the agent's
 * capacity of that kind of work, its limit of the channel, or what a team may hold; `beyondLimits` takes it all the same,
 * marked where it did not fit.
 */
export async function takeHold(
  term: Term,
  agentId: AgentId,
  document: ConversationDocument,
  { beyondLimits = false }: { readonly beyondLimits?: boolean } = {},
): Promise<Hold | undefined> {
  const wanted = holdOf(document);
  const now = term.context.now();
  let taken: Hold | undefined;
  const written = await writeAgent(term, agentId, (agent) => {
    taken = undefined;
    const others = agent.holds.filter(({ conversationId }) => conversationId !== wanted.conversationId);
    const present = agent.holds.find(({ conversationId }) => conversationId === wanted.conversationId);
    const fits =
      present !== undefined ||
      (hasRoomFor(agent, others, wanted) && term.agents.fitsTeams(agentId, wanted, term.settings.teamLimits));
    if (agent.disabled || !(fits || beyondLimits)) return undefined;
    taken = {
      ...wanted,
      ...(present?.beyond ? { beyond: present.beyond } : {}),
      ...(fits ? {} : { beyond: 'forced' }),
    };
    return { ...agent, holds: [...others, taken], lastAssignedAt: Math.max(agent.lastAssignedAt, now) };
  });
  return written ? taken : undefined;
}

/** Drops a hold, after the conversation was written; a missed offer is counted with it, and the second in a row sets the agent away. */
export async function dropHold(
  term: Term,
  agentId: AgentId,
  document: Pick<ConversationDocument, '_id' | 'lastReservation'>,
): Promise<void> {
  const last = document.lastReservation?.agentId === agentId ? document.lastReservation.outcome : undefined;
  await writeAgent(term, agentId, (agent) => {
    const holds = agent.holds.filter((hold) => hold.conversationId !== document._id);
    if (holds.length === agent.holds.length) return undefined;
    return { ...agent, holds, missedInARow: missedAfter(agent.missedInARow, last) };
  });
  await setAwayIfMissing(term, agentId);
}

function missedAfter(missed: number, outcome: 'accepted' | 'declined' | 'expired' | 'rescinded' | undefined): number {
  if (outcome === 'expired') return missed + 1;
  return outcome === 'rescinded' || outcome === undefined ? missed : 0;
}
