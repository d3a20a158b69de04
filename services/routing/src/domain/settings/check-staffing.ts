import type { AssignmentSettings, QueueSettings, SkillNeed } from '@onethread/contracts';
import type { SettingsAgent } from './settings-agent.ts';
import type { Findings } from './settings-problem.ts';

/**
 * Queues that nobody can serve. An error where, by pool and teams, not one agent is asked, disabled ones included: nobody
 * who comes to work can help it. While there are no agents at all, and where it is for today's agents only (disabled, or
 * without the skills), a warning.
 */
export function checkStaffing(
  settings: AssignmentSettings,
  agents: readonly SettingsAgent[],
  findings: Findings,
): void {
  const staff = new Staff(settings, agents);
  const able = agents.filter(({ disabled }) => !disabled);
  for (const queue of settings.queues) {
    const path = `queues[${queue.id}]`;
    const everybody = staff.askedAtLast(queue);
    if (everybody.length === 0 && able.length > 0) {
      findings.error('queue-without-agents', path, nobody(queue));
    } else if (everybody.every(({ disabled }) => disabled)) {
      const message = agents.length === 0 ? 'There are no agents yet: add some.' : nobody(queue);
      findings.warn('queue-without-agents', path, message);
    } else if (!staff.canServe(queue, [])) {
      findings.warn(
        'queue-without-skilled-agents',
        `${path}.skills`,
        unskilled(queue.name, staff.leastAsked(queue, [])),
      );
    } else {
      for (const rule of settings.rules) {
        if (rule.queue !== queue.id || staff.canServe(queue, rule.skills)) continue;
        const message = unskilled(`What ${rule.id} brings to ${queue.name}`, staff.leastAsked(queue, rule.skills));
        findings.warn('rule-without-skilled-agents', `rules[${rule.id}].skills`, message);
      }
    }
  }
}

function nobody({ name, pool, teams }: QueueSettings): string {
  const asked = teams.length === 0 ? `the pool ${pool}` : `${teams.join(' or ')} (in the pool ${pool})`;
  return `Nobody can serve ${name}: it asks agents of ${asked}, and there is none. Put agents there, name other teams, or let it overflow.`;
}

function unskilled(what: string, needs: readonly SkillNeed[]): string {
  const asked = needs.map(({ skill, level }) => `${skill} ${level}`).join(' and ');
  return `${what} waits for ever: nobody who is asked has ${asked}. Train somebody, ask for less after a while (relax), or ask anyone (anyoneAfterSeconds).`;
}

class Staff {
  readonly #queues: ReadonlyMap<string, QueueSettings>;
  readonly #agents: readonly SettingsAgent[];

  constructor({ queues }: AssignmentSettings, agents: readonly SettingsAgent[]) {
    this.#queues = new Map(queues.map((queue) => [queue.id, queue]));
    this.#agents = agents;
  }

  /** All who are asked once every step has come, whatever their skills; disabled agents too. */
  askedAtLast(queue: QueueSettings): readonly SettingsAgent[] {
    const inPool = this.#agents.filter(({ pool }) => pool === queue.pool);
    if (queue.anyoneAfterSeconds !== undefined) return inPool;
    return inPool.filter((agent) => this.#isAsked(agent, queue, Infinity));
  }

  /** Whether any enabled agent could take a conversation of it at any time, if free. */
  canServe(queue: QueueSettings, ruleSkills: readonly SkillNeed[]): boolean {
    const able = this.askedAtLast(queue).filter(({ disabled }) => !disabled);
    if (queue.anyoneAfterSeconds !== undefined && able.length > 0) return true;
    const times = [0, ...[...queue.relax, ...queue.overflow].map(({ afterSeconds }) => afterSeconds)];
    return times.some((time) => {
      const needs = askedFor(queue, ruleSkills, time);
      return able.some((agent) => this.#isAsked(agent, queue, time) && hasSkills(agent, needs));
    });
  }

  /** What is asked for once every step has come. */
  leastAsked(queue: QueueSettings, ruleSkills: readonly SkillNeed[]): readonly SkillNeed[] {
    return askedFor(queue, ruleSkills, Infinity);
  }

  #isAsked(agent: SettingsAgent, queue: QueueSettings, seconds: number): boolean {
    if (isMember(agent, queue)) return true;
    return queue.overflow
      .filter(({ afterSeconds }) => afterSeconds <= seconds)
      .some((step) => {
        const other = this.#queues.get(step.queue);
        return other !== undefined && isMember(agent, other);
      });
  }
}

function isMember(agent: SettingsAgent, { pool, teams }: QueueSettings): boolean {
  return agent.pool === pool && (teams.length === 0 || teams.some((team) => agent.teams.includes(team)));
}

/** A step of relaxing names all that is asked from then on, the rule's skills included. */
function askedFor(queue: QueueSettings, ruleSkills: readonly SkillNeed[], seconds: number): readonly SkillNeed[] {
  const step = queue.relax.findLast(({ afterSeconds }) => afterSeconds <= seconds);
  if (step !== undefined) return step.skills;
  const higher = (one: SkillNeed): boolean =>
    !ruleSkills.some((other) => other.skill === one.skill && other.level > one.level);
  const asked = queue.skills.filter(higher);
  return [...asked, ...ruleSkills.filter((need) => asked.every((other) => other.skill !== need.skill))];
}

function hasSkills(agent: SettingsAgent, needs: readonly SkillNeed[]): boolean {
  return needs.every(({ skill, level }) => agent.skills.some((own) => own.skill === skill && own.level >= level));
}
