import type { AgentAbilities, AgentId, DeclaredAgent } from '@onethread/contracts';
import { documentsOf } from '@onethread/documents';
import { abilitiesOf } from '../../stores/agents.ts';
import type { Collections } from '../../stores/collections.ts';
import type { AgentDocument } from '../../stores/documents.ts';

/** An agent as it stands in the store. */
export interface KnownAgent {
  readonly agentId: AgentId;
  readonly declared: DeclaredAgent;
}

const PAGE = 1000;

/** Every agent of every pool, by email. */
export async function knownAgents({ agents }: Collections): Promise<readonly KnownAgent[]> {
  const known: KnownAgent[] = [];
  for await (const agent of documentsOf(agents, { index: 'by_email', limit: PAGE })) {
    known.push({ agentId: agent._id, declared: declaredOf(agent) });
  }
  return known;
}

/** An agent as a settings file would declare it. */
export function declaredOf(agent: AgentDocument): DeclaredAgent {
  const { email, name, role, disabled } = agent;
  return { email, name, role, disabled, ...abilitiesOf(agent) };
}

export function abilitiesIn({
  email: _email,
  name: _name,
  role: _role,
  disabled: _disabled,
  ...abilities
}: DeclaredAgent): AgentAbilities {
  return abilities;
}
