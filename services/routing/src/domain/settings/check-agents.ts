import type { AssignmentSettings } from '@onethread/contracts';
import { doubled } from './check-ids.ts';
import type { SettingsAgent } from './settings-agent.ts';
import type { Findings } from './settings-problem.ts';

/** Who the agents are, and pools and teams that nobody is in. */
export function checkAgents(
  { pools, teams, queues }: AssignmentSettings,
  agents: readonly SettingsAgent[],
  findings: Findings,
): void {
  for (const email of doubled(agents.map((agent) => agent.email))) {
    findings.error('email-taken', `agents[${email}].email`, `Two agents have the email ${email}: give each their own.`);
  }
  for (const { email, declared } of agents) {
    if (!declared || /^[^\s@]+@[^\s@]+$/u.test(email)) continue;
    findings.error('invalid-email', `agents[${email}].email`, `${email} is no address such as anna@example.org.`);
  }
  const able = agents.filter(({ disabled }) => !disabled);
  for (const { id, name } of pools) {
    const count = able.filter(({ pool }) => pool === id).length;
    const isAsked = queues.some(({ pool }) => pool === id);
    if (count === 0) {
      findings.warn('pool-without-agents', `pools[${id}]`, `Nobody is in the pool ${name}: put agents into it.`);
    } else if (!isAsked) {
      const message = `No queue is of the pool ${name}: whoever is in it (${count}) gets nothing. Give it a queue.`;
      findings.warn('pool-without-queue', `pools[${id}]`, message);
    }
  }
  for (const { id, name } of teams) {
    if (able.some((agent) => agent.teams.includes(id))) continue;
    findings.warn('team-without-agents', `teams[${id}]`, `Nobody is in the team ${name}: put agents into it.`);
  }
}
