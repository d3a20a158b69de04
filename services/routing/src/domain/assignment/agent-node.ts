import type { Crowd } from './crowd.ts';
import { skillLevels } from './skills.ts';
import type { TeamLimit } from './team-limit.ts';
import type { AgentState } from './terms.ts';

/** An agent, and where it counts. */
export interface AgentNode {
  state: AgentState;
  readonly levels: ReadonlyMap<string, number>;
  readonly teams: ReadonlySet<string>;
  /** Those of its teams that have a limit. */
  readonly limits: readonly TeamLimit[];
  /** Tells agents of different limited teams apart. */
  readonly limitsKey: string;
  /** Crowds that it belongs to. */
  readonly crowds: Set<Crowd>;
}

export function agentNode(state: AgentState, limitsByTeam: ReadonlyMap<string, TeamLimit>): AgentNode {
  const teams = new Set(state.teams);
  const limited = [...teams].filter((team) => limitsByTeam.has(team)).toSorted();
  return {
    state,
    levels: skillLevels(state.skills),
    teams,
    limits: limited.map((team) => limitsByTeam.get(team) as TeamLimit),
    limitsKey: limited.join(' '),
    crowds: new Set(),
  };
}
