import type { AgentId } from '@onethread/contracts';
import { loadOf } from '../../stores/agent-load.ts';
import { abilitiesOf, agentByEmail, agentsOfPool, presenceOf } from '../../stores/agents.ts';
import type { AgentDocument, PresenceDocument } from '../../stores/documents.ts';
import type { UseCaseContext } from '../context.ts';
import { agentRev } from './announce-agent.ts';
import { MAIN_POOL } from './wake-owner.ts';

/** An agent as others see it. */
export interface AgentView {
  readonly agentId: AgentId;
  readonly name: string;
  readonly email: string;
  readonly role: AgentDocument['role'];
  readonly disabled: boolean;
  readonly presence: PresenceDocument['presence'];
  /** At least one stream is open. */
  readonly connected: boolean;
  readonly pool: string;
  readonly teams: readonly string[];
  readonly capacity: number;
  /** Weight held now, open offers included; interruptible work is counted apart. */
  readonly load: number;
  readonly interruptibleCapacity: number;
  readonly interruptibleLoad: number;
  /** Rises with every change of the above. */
  readonly rev: number;
}

/** Every agent of the pool, by id. */
export async function listAgents(context: UseCaseContext, pool = MAIN_POOL): Promise<readonly AgentView[]> {
  const views: AgentView[] = [];
  for await (const agents of agentsOfPool(context.collections, pool)) {
    const ids = agents.map((agent) => agent._id);
    const presence = await presenceOf(context.collections, ids);
    for (const agent of agents) views.push(agentView(agent, presence.get(agent._id)));
  }
  return views;
}

export async function getAgentById(context: UseCaseContext, agentId: AgentId): Promise<AgentView | undefined> {
  const agent = await context.collections.agents.get(agentId);
  return agent && agentView(agent, await context.collections.presence.get(agentId));
}

/** Letter case and surrounding space do not matter. */
export async function getAgentByEmail(context: UseCaseContext, email: string): Promise<AgentView | undefined> {
  const agent = await agentByEmail(context.collections, normalEmail(email));
  return agent && agentView(agent, await context.collections.presence.get(agent._id));
}

export function normalEmail(email: string): string {
  return email.trim().toLowerCase();
}

function agentView(agent: AgentDocument, presence: PresenceDocument | undefined): AgentView {
  const { _id, name, email, role, disabled, pool, capacity, holds } = agent;
  const { teams, interruptibleCapacity = capacity } = abilitiesOf(agent);
  const { load, interruptibleLoad } = loadOf(holds);
  return {
    agentId: _id,
    name,
    email,
    role,
    disabled,
    presence: presence?.presence ?? 'offline',
    connected: (presence?.streams.length ?? 0) > 0,
    pool,
    teams,
    capacity,
    load,
    interruptibleCapacity,
    interruptibleLoad,
    rev: agentRev(agent, presence),
  };
}
