import type { AgentId, Assign, ConversationId } from '@onethread/contracts';
import type { PersonsChoice } from '../../../stores/decision-documents.ts';
import type { AgentDocument, ConversationDocument } from '../../../stores/documents.ts';
import type { AssignReason } from '../transitions.ts';
import { adoptAgent } from './adopt-agent.ts';
import type { Outcome } from './outcome.ts';
import { giveToAgent } from './give-to-agent.ts';
import { moveToQueue } from './move-to-queue.ts';
import { inLane } from './take.ts';
import type { Term } from './term.ts';

/** Who asks for it, and whether as a supervisor: who may do so with anybody's conversation. */
interface Asking {
  readonly agent: AgentDocument;
  readonly isSupervisor: boolean;
}

/**
 * A conversation goes to an agent, or back to a queue, by the wish of its assignee or of a supervisor. `not-yours`: it is not for
 * that person to say. `busy`: the agent is not connected and would lose it at once. `not-found`: no such conversation that
 * is open, agent in the pool or queue.
 */
export async function assign(term: Term, request: Assign): Promise<Outcome> {
  const asking = await whoAsks(term, request.by as AgentId);
  if (asking === undefined || (request.how !== 'transfer' && !asking.isSupervisor)) return { outcome: 'not-yours' };
  const conversationId = request.conversationId as ConversationId;
  const { requestId, toQueueId } = request;
  const toAgentId = (request.toAgentId ?? (request.how === 'take-over' ? request.by : undefined)) as
    AgentId | undefined;
  if (toAgentId === undefined) {
    if (toQueueId === undefined) return { outcome: 'not-found' };
    const move = { requestId, conversationId, toQueueId, by: asking.agent, isSupervisor: asking.isSupervisor };
    return await inLane(term, { conversationId, requestId }, () => moveToQueue(term, move));
  }
  if (term.agents.get(toAgentId) === undefined) await adoptAgent(term, toAgentId);
  return await inLane(term, { conversationId, requestId }, (tried) =>
    giveToAgent(term, {
      tried,
      requestId,
      conversationId,
      agentId: toAgentId,
      by: asking.agent._id,
      choice: CHOICES[request.how],
      beyondLimits: request.how === 'assign' && request.beyondCapacity === true,
      refusal: (document) => refusalOf(term, document, toAgentId, asking),
      words: (_, { beyond }) => {
        const forced = request.how === 'assign' && beyond === 'forced';
        const reason = forced ? 'forced' : REASONS[request.how];
        return { reason, explanation: wordsFor(reason, nameOf(term, toAgentId), asking.agent.name) };
      },
    }),
  );
}

const CHOICES = {
  transfer: 'transferred',
  assign: 'assigned',
  'take-over': 'taken-over',
} as const satisfies Record<Assign['how'], PersonsChoice>;

const REASONS = {
  transfer: 'transferred',
  assign: 'assigned-by-supervisor',
  'take-over': 'taken-over',
} as const satisfies Record<Assign['how'], AssignReason>;

function wordsFor(reason: AssignReason, agentName: string, byName: string): string {
  if (reason === 'transferred') return `Transferred to ${agentName} by ${byName}`;
  if (reason === 'taken-over') return `Taken over by ${agentName}`;
  return `Given to ${agentName} by ${byName}${reason === 'forced' ? ', beyond capacity' : ''}`;
}

function nameOf(term: Term, agentId: AgentId): string {
  return term.agents.get(agentId)?.document.name ?? 'an agent';
}

/** Of any pool: supervisors see them all. */
async function whoAsks(term: Term, agentId: AgentId): Promise<Asking | undefined> {
  const agent = term.agents.get(agentId)?.document ?? (await term.context.collections.agents.get(agentId));
  return agent === undefined || agent.disabled ? undefined : { agent, isSupervisor: agent.role !== 'agent' };
}

function refusalOf(
  term: Term,
  document: ConversationDocument,
  agentId: AgentId,
  { agent: by, isSupervisor }: Asking,
): Outcome | undefined {
  const { assigneeId, state, live, releasedFor } = document;
  if (state !== 'open') return { outcome: 'not-found' };
  if (assigneeId === agentId) {
    // Said again by who handed it over and does not have it any more.
    const isRepeated = isSupervisor || by._id === agentId || releasedFor === 'transferred';
    return { outcome: isRepeated ? 'accepted' : 'not-yours' };
  }
  if (assigneeId !== by._id && !isSupervisor) return { outcome: 'not-yours' };
  const graceEndsAt = term.agents.graceEndsAt(agentId);
  const wouldLoseIt = live && graceEndsAt !== undefined && graceEndsAt <= term.context.now();
  return wouldLoseIt && term.agents.get(agentId) !== undefined ? { outcome: 'busy' } : undefined;
}
