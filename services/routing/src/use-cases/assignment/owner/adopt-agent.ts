import type { AgentId } from '@onethread/contracts';
import { readUnknownReplicas } from './replicas.ts';
import type { Term } from './term.ts';
import { writeAgent } from './write-agent.ts';

/**
 * Reads an agent and its presence anew. One that this term had not found when it began (an earlier owner added it since)
 * is stamped with the term's epoch first, so that nobody else can write it any more, and whatever it holds by then is
 * looked at. False when there is no such agent in the pool. Throws DeposedError.
 */
export async function adoptAgent(term: Term, agentId: AgentId): Promise<boolean> {
  const { agents, presence } = term.context.collections;
  const isNew = term.agents.get(agentId) === undefined;
  const [agent, said] = await Promise.all([agents.get(agentId), presence.get(agentId)]);
  if (agent === undefined) return false;
  term.agents.note(agent);
  if (agent.pool !== term.pool) return false;
  if (isNew && !term.soleOwner) await writeAgent(term, agentId, (a) => (a.epoch === term.epoch ? undefined : a));
  if (said !== undefined) {
    await readUnknownReplicas(term, said.streams);
    term.agents.notePresence(said);
  }
  if (!isNew) return true;
  for (const conversationId of term.agents.conversationsOf(agentId)) {
    term.unsure.add(conversationId);
    term.lookAt(conversationId);
  }
  return true;
}
