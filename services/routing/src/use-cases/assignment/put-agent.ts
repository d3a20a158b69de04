import { createHash } from 'node:crypto';
import type { AgentAbilities, AgentId } from '@onethread/contracts';
import { RoutingError } from '../../domain/errors.ts';
import { agentByEmail } from '../../stores/agents.ts';
import type { AgentDocument } from '../../stores/documents.ts';
import type { AssignmentContext } from './assignment-context.ts';
import { getAgentById, normalEmail } from './list-agents.ts';
import type { AgentView } from './list-agents.ts';
import { NotWrittenError } from './not-written-error.ts';
import { MAIN_POOL } from './wake-owner.ts';

export interface PutAgent {
  /** Absent or empty: the agent with this email, or a new one whose id is made from it. */
  readonly agentId?: string;
  readonly name: string;
  readonly email: string;
  readonly role: AgentDocument['role'];
  /** 1 to 1000; 0 or absent means 10. */
  readonly capacity?: number;
  /** Absent: as they are. Its capacity is the one above. */
  readonly abilities?: AgentAbilities;
}

export const DEFAULT_CAPACITY = 10;
const MAX_CAPACITY = 1000;
const MAX_NAME_LENGTH = 200;
const MAX_EMAIL_LENGTH = 320;

/** Adds an agent or updates its settings. May be said again. Throws RoutingError `invalid` for bad values, `conflict` when another agent has the email, or when it is to go to another pool and holds something. */
export async function putAgent(
  context: AssignmentContext,
  put: PutAgent,
): Promise<{ readonly agent: AgentView; readonly created: boolean }> {
  const name = put.name.trim();
  const email = normalEmail(put.email);
  const capacity = put.capacity || DEFAULT_CAPACITY;
  if (name === '' || name.length > MAX_NAME_LENGTH) throw new RoutingError('invalid', 'name: 1 to 200 characters');
  if (!/^[^\s@]+@[^\s@]+$/.test(email) || email.length > MAX_EMAIL_LENGTH) {
    throw new RoutingError('invalid', 'email: an address such as anna@example.org');
  }
  if (!Number.isInteger(capacity) || capacity < 1 || capacity > MAX_CAPACITY) {
    throw new RoutingError('invalid', 'capacity: a whole number from 1 to 1000');
  }
  if ((put.agentId ?? '').length > 64) throw new RoutingError('invalid', 'agent id: at most 64 characters');
  const { role, abilities } = put;
  const known = await knownAgent(context, put.agentId, email);
  const agentId = known?._id ?? ((put.agentId || idFrom(email)) as AgentId);
  const { outcome } = await context.askOwner({
    version: 1,
    type: 'put-agent',
    // Whose agent it is writes it, also where it goes to another pool.
    pool: known?.pool ?? abilities?.pool ?? MAIN_POOL,
    requestId: context.newId(),
    agentId,
    name,
    email,
    role,
    capacity,
    ...(abilities === undefined ? {} : { abilities: { ...abilities, capacity } }),
  });
  if (outcome === 'email-taken') throw new RoutingError('conflict', 'another agent has this email');
  if (outcome === 'busy')
    throw new RoutingError('conflict', 'holds conversations: goes to another pool only once it holds none');
  const agent = await getAgentById(context, agentId);
  if (agent === undefined || outcome === 'failed') throw new NotWrittenError();
  return { agent, created: outcome === 'created' };
}

async function knownAgent(
  { collections }: AssignmentContext,
  agentId: string | undefined,
  email: string,
): Promise<AgentDocument | undefined> {
  return agentId ? await collections.agents.get(agentId) : await agentByEmail(collections, email);
}

function idFrom(email: string): string {
  return `a_${createHash('sha256').update(email).digest('hex').slice(0, 20)}`;
}
