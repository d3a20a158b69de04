import type { SkillNeed } from '@onethread/contracts';
import type { AgentNode } from './agent-node.ts';
import type { DemandClass } from './demand-class.ts';
import type { Asked } from './queue-plan.ts';
import { hasSkills } from './skills.ts';
import type { Availability } from './terms.ts';

/** Who is asked: agents of certain teams with certain skills, or one keeper alone. Available or not, with room or without. */
export class Crowd {
  readonly key: string;
  readonly keeper: AgentNode | undefined;
  readonly members = new Set<AgentNode>();
  /** What members wait for, by demand. */
  readonly classes = new Map<string, DemandClass>();
  /** Those of them in which something waits. */
  readonly busy = new Set<DemandClass>();
  readonly availability: Record<Availability, number> = { available: 0, busy: 0, away: 0, offline: 0 };
  /** Agents of the teams who lack skills. */
  unskilled = 0;
  readonly #teams: ReadonlySet<string> | undefined;
  readonly #skills: readonly SkillNeed[];

  /** What a keeper's crowd asks for was asked before: see `standingAt`. */
  constructor({ key, teams, skills }: Asked, keeper?: AgentNode) {
    this.key = key;
    this.#teams = teams;
    this.#skills = skills;
    this.keeper = keeper;
  }

  /** Why the agent does not belong here, undefined if it does. */
  refusal(agent: AgentNode): 'not-member' | 'skill' | undefined {
    if (!isOfTeams(agent, this.#teams)) return 'not-member';
    return hasSkills(agent.levels, this.#skills) ? undefined : 'skill';
  }

  add(agent: AgentNode): void {
    const refusal = this.refusal(agent);
    if (refusal === 'skill') this.unskilled += 1;
    if (refusal !== undefined) return;
    this.members.add(agent);
    agent.crowds.add(this);
    this.availability[agent.state.availability] += 1;
    for (const demandClass of this.busy) demandClass.touch(agent);
  }

  /** A member's load or availability is no longer what it was. */
  changed(agent: AgentNode, before: Availability): void {
    const { availability } = agent.state;
    if (availability !== before) {
      this.availability[before] -= 1;
      this.availability[availability] += 1;
    }
    for (const demandClass of this.busy) demandClass.touch(agent);
  }

  remove(agent: AgentNode): void {
    if (!this.members.delete(agent)) {
      if (this.refusal(agent) === 'skill') this.unskilled -= 1;
      return;
    }
    agent.crowds.delete(this);
    this.availability[agent.state.availability] -= 1;
    for (const demandClass of this.classes.values()) demandClass.forget(agent);
  }
}

export function isOfTeams(agent: AgentNode, teams: ReadonlySet<string> | undefined): boolean {
  if (teams === undefined) return true;
  for (const team of agent.teams) if (teams.has(team)) return true;
  return false;
}
