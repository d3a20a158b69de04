import type { AgentId } from '@onethread/contracts';
import { ContentionError, OutcomeUnknownError } from '@onethread/documents';
import type { AgentDocument } from '../../../stores/documents.ts';
import { announceAgent } from '../announce-agent.ts';
import { changePresence } from '../change-presence.ts';
import { DeposedError } from './term.ts';
import type { Term } from './term.ts';

const MAX_ATTEMPTS = 20;
/** What belongs together (three offers that end at once) is told together, */
const TELL_WITHIN_MS = 50;
/** and an agent at most so often. */
const TELL_EVERY_MS = 500;
/** Offers missed in a row that set an agent away. */
export const MAX_MISSED_IN_A_ROW = 2;

/**
 * Writes an agent with this term's epoch. `change` may run several times; undefined means that nothing is to be written.
 * True when it was written; false too for one that went to another pool. Throws DeposedError when the agent carries a
 * higher epoch. Epochs of two pools cannot be compared: who leaves the pool goes with none.
 */
export async function writeAgent(
  term: Term,
  agentId: AgentId,
  change: (agent: AgentDocument) => AgentDocument | undefined,
): Promise<boolean> {
  const { agents } = term.context.collections;
  return await term.agentLanes.run(agentId, async () => {
    let isUnsure = false;
    for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
      const known = term.agents.get(agentId)?.document;
      if (known === undefined) return false;
      if (term.ended || known.epoch > term.epoch) throw new DeposedError('a higher epoch wrote this agent');
      const wanted = change(known);
      // A write whose answer was lost may come yet, and what it adds would count against others unseen: written over, it cannot.
      if (wanted === undefined && !isUnsure) return false;
      const next = wanted ?? known;
      try {
        const result = await agents.replace({ ...next, epoch: next.pool === term.pool ? term.epoch : 0 });
        if (result.outcome === 'applied') {
          term.agents.note(result.document);
          tellSoon(term, agentId);
          return wanted !== undefined;
        }
      } catch (error) {
        if (!(error instanceof OutcomeUnknownError)) throw error;
        isUnsure = true;
      }
      const stored = await agents.get(agentId);
      if (stored !== undefined) term.agents.note(stored);
    }
    throw new ContentionError('one agent is written by too many at once');
  });
}

/** Others only show what an agent holds, and it may change often. Told from what is stored by then. */
function tellSoon(term: Term, agentId: AgentId): void {
  const { now } = term.context;
  const at = Math.max(now() + TELL_WITHIN_MS, (term.agents.get(agentId)?.toldAt ?? 0) + TELL_EVERY_MS);
  term.alarms.setIfNone(`told ${agentId}`, at, () => {
    const agent = term.agents.get(agentId);
    if (agent === undefined) return;
    agent.toldAt = now();
    void announceAgent(term.context, agent.document, agent.presence);
  });
}

/** Sets an agent away that missed too many offers in a row, and begins to count anew. */
export async function setAwayIfMissing(term: Term, agentId: AgentId): Promise<void> {
  const agent = term.agents.get(agentId);
  if (agent === undefined || agent.document.missedInARow < MAX_MISSED_IN_A_ROW) return;
  await setAway(term, agentId);
  await forgetMissed(term, agentId);
}

/** An agent that answers is there: what it missed before is forgotten. */
export async function forgetMissed(term: Term, agentId: AgentId): Promise<void> {
  await writeAgent(term, agentId, (agent) => (agent.missedInARow === 0 ? undefined : { ...agent, missedInARow: 0 }));
}

async function setAway(term: Term, agentId: AgentId): Promise<void> {
  const agent = term.agents.get(agentId);
  if (agent === undefined) return;
  const written = await changePresence(term.context.collections, agentId, (present) =>
    present.presence === 'available' || present.presence === 'busy'
      ? { ...present, presence: 'away', changedAt: term.context.now() }
      : present,
  );
  if (written === undefined) return;
  term.agents.notePresence(written);
  await announceAgent(term.context, agent.document, written);
  // Its other offers are withdrawn: nobody seems to be there.
  for (const conversationId of term.agents.conversationsOf(agentId)) term.lookAt(conversationId);
}
