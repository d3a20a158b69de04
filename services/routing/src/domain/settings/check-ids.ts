import type { AssignmentSettings, SkillNeed } from '@onethread/contracts';
import type { SettingsAgent } from './settings-agent.ts';
import type { Findings } from './settings-problem.ts';

/** Whatever is named twice where one name means one thing. */
export function checkIds(settings: AssignmentSettings, agents: readonly SettingsAgent[], findings: Findings): void {
  for (const list of ['skills', 'teams', 'pools', 'calendars', 'queues', 'rules'] as const) {
    for (const id of doubled(settings[list].map((one) => one.id))) {
      findings.error('doubled-id', `${list}[${id}]`, `Two ${list} have the id ${id}: give each its own.`);
    }
  }
  for (const channel of doubled(settings.channels.map((one) => one.channel))) {
    findings.error('doubled-id', `channels[${channel}]`, `The channel ${channel} is named twice: keep one.`);
  }
  for (const { id, holidays } of settings.calendars) {
    for (const date of doubled(holidays.map((holiday) => holiday.date))) {
      const path = `calendars[${id}].holidays[${date}]`;
      findings.error('doubled-id', path, `${date} is named twice: put all of its hours into one.`);
    }
  }
  checkNeeds(settings, findings);
  for (const agent of agents) {
    if (agent.declared) checkSkillList(agent.skills, `agents[${agent.email}].skills`, findings);
  }
}

function checkNeeds({ queues, rules }: AssignmentSettings, findings: Findings): void {
  for (const { id, skills, relax } of queues) {
    checkSkillList(skills, `queues[${id}].skills`, findings);
    for (const [index, step] of relax.entries()) {
      checkSkillList(step.skills, `queues[${id}].relax[${index}].skills`, findings);
    }
  }
  for (const { id, skills } of rules) checkSkillList(skills, `rules[${id}].skills`, findings);
}

function checkSkillList(skills: readonly SkillNeed[], path: string, findings: Findings): void {
  for (const skill of doubled(skills.map((need) => need.skill))) {
    findings.error('doubled-id', path, `The skill ${skill} is named twice: keep one level of it.`);
  }
}

/** Each value that comes more than once, once. */
export function doubled(values: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  const again = new Set<string>();
  for (const value of values) (seen.has(value) ? again : seen).add(value);
  return [...again];
}
