import type { AgentId, PutAgent } from '@onethread/contracts';
import { UniqueClashError } from '@onethread/documents';
import { isWithinLimits } from '../../../stores/agent-load.ts';
import type { AgentDocument } from '../../../stores/documents.ts';
import { announceAgent } from '../announce-agent.ts';
import { wakeOwner } from '../wake-owner.ts';
import type { Outcome } from './outcome.ts';
import { settleAgent } from './look-at.ts';
import type { Term } from './term.ts';
import { writeAgent } from './write-agent.ts';

type AgentSettings = Pick<AgentDocument, 'name' | 'email' | 'role' | 'capacity' | 'abilities'>;

/**
 * Adds an agent or updates what it can and may do. `busy`: it holds something, and so cannot go to another pool. What it
 * holds stays, also where its limits are now below that: a recorded exemption.
 */
export async function putAgent(term: Term, request: PutAgent): Promise<Outcome> {
  const { name, email, role, capacity, abilities } = request;
  const agentId = request.agentId as AgentId;
  const settings = { name, email, role, capacity, ...(abilities ? { abilities: { ...abilities, capacity } } : {}) };
  try {
    if (term.agents.get(agentId) === undefined && (await insertAgent(term, agentId, settings))) {
      if (term.agents.get(agentId) === undefined) await handedOn(term, agentId);
      else await told(term, agentId);
      return { outcome: 'created' };
    }
    return await updateAgent(term, agentId, settings);
  } catch (error) {
    if (error instanceof UniqueClashError) return { outcome: 'email-taken' };
    throw error;
  }
}

/** False when the agent was there already; it is known then, if it is of this pool. */
async function insertAgent(term: Term, agentId: AgentId, settings: AgentSettings): Promise<boolean> {
  const { agents } = term.context.collections;
  const pool = settings.abilities?.pool ?? term.pool;
  const epoch = pool === term.pool ? term.epoch : 0;
  const fresh = { disabled: false, pool, holds: [], epoch, lastAssignedAt: 0, missedInARow: 0 };
  const inserted = await agents.insert({ _id: agentId, ...settings, ...fresh });
  if (inserted.outcome === 'exists' && inserted.index !== '_id') throw new UniqueClashError(inserted.index);
  const document = await agents.get(agentId);
  if (document !== undefined) term.agents.note(document);
  const presence = await term.context.collections.presence.get(agentId);
  if (presence !== undefined) term.agents.notePresence(presence);
  return inserted.outcome === 'inserted';
}

async function updateAgent(term: Term, agentId: AgentId, settings: AgentSettings): Promise<Outcome> {
  let isBusy = false;
  await writeAgent(term, agentId, (agent) => {
    const pool = settings.abilities?.pool ?? agent.pool;
    isBusy = pool !== agent.pool && (agent.holds.length > 0 || isBeingOffered(term, agentId));
    return isBusy ? undefined : withExemptions(agent, { ...agent, ...settings, pool }, term.context.now());
  });
  if (isBusy) return { outcome: 'busy' };
  if (term.agents.get(agentId) !== undefined) {
    await told(term, agentId);
    return { outcome: 'updated' };
  }
  // It went to another pool, by this request or by one before: then that pool's owner is the one to ask.
  const stored = await handedOn(term, agentId);
  return { outcome: stored !== undefined && isAs(stored, settings) ? 'updated' : 'failed' };
}

/** An agent of another pool: its owner is told. */
async function handedOn(term: Term, agentId: AgentId): Promise<AgentDocument | undefined> {
  const { agents, presence } = term.context.collections;
  const [stored, said] = await Promise.all([agents.get(agentId), presence.get(agentId)]);
  if (stored === undefined || stored.pool === term.pool) return undefined;
  await announceAgent(term.context, stored, said);
  await wakeOwner(term.context, { pool: stored.pool, agentId });
  return stored;
}

function isBeingOffered(term: Term, agentId: AgentId): boolean {
  return (term.agents.get(agentId)?.pending.size ?? 0) > 0;
}

/** What is held stays, and is marked where it does not fit any more. */
function withExemptions(before: AgentDocument, after: AgentDocument, now: number): AgentDocument {
  const isLower = after.capacity < before.capacity;
  if (isWithinLimits(after)) return isLower ? { ...after, loweredAt: now } : after;
  const holds = after.holds.map((hold) => ({ ...hold, beyond: hold.beyond ?? ('lowered' as const) }));
  return { ...after, holds, loweredAt: now };
}

function isAs(agent: AgentDocument, { name, email, role, capacity, abilities }: AgentSettings): boolean {
  const same = agent.name === name && agent.email === email && agent.role === role && agent.capacity === capacity;
  return same && agent.pool === abilities?.pool;
}

export async function setDisabled(term: Term, agentId: AgentId, disabled: boolean): Promise<Outcome> {
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
