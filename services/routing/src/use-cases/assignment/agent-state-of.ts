import { availabilityOf } from '../../domain/assignment/presence.ts';
import type { AgentState } from '../../domain/assignment/terms.ts';
import { loadOf } from '../../stores/agent-load.ts';
import { abilitiesOf } from '../../stores/agents.ts';
import type { AgentDocument, PresenceDocument } from '../../stores/documents.ts';
import { replicaOf } from './agent-streams.ts';

export interface AgentStateParts {
  readonly presence: PresenceDocument | undefined;
  readonly isReplicaAlive: (replicaId: string) => boolean;
  /** Epoch ms. */
  readonly now: number;
}

/** An agent as the policy weighs one, from what is stored. */
export function agentStateOf(agent: AgentDocument, { presence, isReplicaAlive, now }: AgentStateParts): AgentState {
  const { capacity, interruptibleCapacity = capacity, channels, skills, teams } = abilitiesOf(agent);
  const connected = (presence?.streams ?? []).some((stream) => isReplicaAlive(replicaOf(stream)));
  const { disabled, lastAssignedAt, _id: agentId } = agent;
  const said = { disabled, connected, unstableUntil: presence?.unstableUntil };
  const availability = availabilityOf(said, presence?.presence, now);
  const limits = { capacity, interruptibleCapacity, channels };
  return { agentId, availability, ...limits, skills, teams, ...loadOf(agent.holds), lastAssignedAt };
}
