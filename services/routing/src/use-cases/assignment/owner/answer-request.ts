import type { AgentId, Answer, AssignmentRequest, ConversationId, PutAgent, Take } from '@onethread/contracts';
import { OutcomeUnknownError, UniqueClashError } from '@onethread/documents';
import type { ConversationDocument } from '../../../stores/documents.ts';
import { announceAgent } from '../announce-agent.ts';
import { announceConversation } from '../change-conversation.ts';
import { assigned } from '../transitions.ts';
import { settleAgent } from './look-at.ts';
import { makeOffers } from './make-offers.ts';
import { settleConversation } from './settle-conversation.ts';
import type { Term } from './term.ts';
import { takeHold, writeAgent } from './write-agent.ts';

export type Outcome = Pick<Answer, 'outcome' | 'by'>;

const MAX_ATTEMPTS = 20;

/** Does what only the owner may do. Never throws: what could not be done is `failed`, and may be asked again. */
export async function answerRequest(term: Term, request: AssignmentRequest): Promise<Outcome> {
  try {
    switch (request.type) {
      case 'take':
        return await take(term, request);
      case 'put-agent':
        return await putAgent(term, request);
      case 'set-agent-disabled':
        return await setDisabled(term, request.agentId as AgentId, request.disabled);
    }
  } catch (error) {
    term.failed(error, {});
    return { outcome: 'failed' };
  }
}

async function take(term: Term, request: Take): Promise<Outcome> {
  const conversationId = request.conversationId as ConversationId;
  const agentId = request.agentId as AgentId;
  let outcome: Outcome = { outcome: 'failed' };
  await term.onConversation(conversationId, async () => {
    outcome = await assignTo(term, conversationId, agentId);
    const settled = await settleConversation(term, conversationId);
    if (settled !== undefined && outcome.outcome === 'accepted') await announceConversation(term.context, settled, []);
  });
  makeOffers(term);
  return outcome;
}

async function assignTo(term: Term, conversationId: ConversationId, agentId: AgentId): Promise<Outcome> {
  const { conversations } = term.context.collections;
  const agent = term.agents.get(agentId)?.document;
  if (agent === undefined || agent.disabled) return { outcome: 'not-found' };
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
    const document = await conversations.get(conversationId);
    const known = alreadyDecided(term, document, agentId);
    if (document === undefined || known !== undefined) return known ?? { outcome: 'not-found' };
    if (!(await takeHold(term, agentId, document))) return { outcome: 'at-capacity' };
    const to = document.reservation
      ? ({ agentId, explanation: `Accepted by ${agent.name}`, reason: 'accepted' } as const)
      : ({ agentId, explanation: `Taken by ${agent.name}`, reason: 'taken' } as const);
    try {
      const result = await conversations.replace(assigned(document, to, term.context.now()));
      if (result.outcome === 'applied') return { outcome: 'accepted' };
    } catch (error) {
      if (!(error instanceof OutcomeUnknownError)) throw error;
      term.unsure.add(conversationId);
    }
  }
  return { outcome: 'failed' };
}

function alreadyDecided(term: Term, document: ConversationDocument | undefined, agentId: AgentId): Outcome | undefined {
  if (document === undefined || document.pool !== term.pool || document.state !== 'open')
    return { outcome: 'not-found' };
  if (document.assigneeId === agentId) return { outcome: 'accepted' };
  const by = document.assigneeId ?? document.reservation?.agentId;
  return by === undefined || by === agentId ? undefined : { outcome: 'taken', by };
}

async function putAgent(term: Term, request: PutAgent): Promise<Outcome> {
  const { name, email, role, capacity } = request;
  const agentId = request.agentId as AgentId;
  const settings = { name, email, role, capacity };
  try {
    const created = term.agents.get(agentId) === undefined && (await insertAgent(term, agentId, settings));
    if (!created) {
      await writeAgent(term, agentId, (agent) => {
        const lowered = capacity < agent.capacity ? { loweredAt: term.context.now() } : {};
        return { ...agent, ...settings, ...lowered };
      });
    }
    await told(term, agentId);
    return { outcome: created ? 'created' : 'updated' };
  } catch (error) {
    if (error instanceof UniqueClashError) return { outcome: 'email-taken' };
    throw error;
  }
}

/** False when the agent was there already; it is known then. */
async function insertAgent(
  term: Term,
  agentId: AgentId,
  settings: Pick<PutAgent, 'name' | 'email' | 'role' | 'capacity'>,
): Promise<boolean> {
  const { agents } = term.context.collections;
  const fresh = { disabled: false, pool: term.pool, holds: [], epoch: term.epoch, lastAssignedAt: 0, missedInARow: 0 };
  const inserted = await agents.insert({ _id: agentId, ...settings, ...fresh });
  if (inserted.outcome === 'exists' && inserted.index !== '_id') throw new UniqueClashError(inserted.index);
  const document = await agents.get(agentId);
  if (document !== undefined) term.agents.note(document);
  const presence = await term.context.collections.presence.get(agentId);
  if (presence !== undefined) term.agents.notePresence(presence);
  return inserted.outcome === 'inserted';
}

async function setDisabled(term: Term, agentId: AgentId, disabled: boolean): Promise<Outcome> {
  if (term.agents.get(agentId) === undefined) return { outcome: 'not-found' };
  await writeAgent(term, agentId, (agent) => (agent.disabled === disabled ? undefined : { ...agent, disabled }));
  await told(term, agentId);
  return { outcome: 'updated' };
}

async function told(term: Term, agentId: AgentId): Promise<void> {
  const agent = term.agents.get(agentId);
  if (agent !== undefined) await announceAgent(term.context, agent.document, agent.presence);
  await settleAgent(term, agentId);
}
