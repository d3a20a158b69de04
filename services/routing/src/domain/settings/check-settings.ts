import type { AssignmentSettings, Rule } from '@onethread/contracts';
import { checkAgents } from './check-agents.ts';
import { checkCalendars } from './check-calendars.ts';
import { checkIds } from './check-ids.ts';
import { checkQueues } from './check-queues.ts';
import { checkReferences } from './check-references.ts';
import { checkRules, type UselessRule } from './check-rules.ts';
import { checkSize } from './check-size.ts';
import { checkStaffing } from './check-staffing.ts';
import { checkWeights } from './check-weights.ts';
import type { AnnouncedChannel, SettingsAgent } from './settings-agent.ts';
import { Findings, type SettingsProblem } from './settings-problem.ts';

/** What settings are held against. */
export interface SettingsSurroundings {
  /** Every agent as it would be. */
  readonly agents: readonly SettingsAgent[];
  readonly channels: readonly AnnouncedChannel[];
  readonly isTimeZone: (name: string) => boolean;
  readonly uselessRules: (rules: readonly Rule[]) => readonly UselessRule[];
}

/**
 * All that is wrong with settings as a whole, errors first. Where names are unknown or doubled, what would follow from
 * them is not told as well.
 */
export function checkSettings(
  settings: AssignmentSettings,
  surroundings: SettingsSurroundings,
): readonly SettingsProblem[] {
  const findings = new Findings();
  checkSize(settings, findings);
  checkIds(settings, surroundings.agents, findings);
  checkReferences(settings, surroundings, findings);
  checkCalendars(settings, surroundings.isTimeZone, findings);
  checkQueues(settings, findings);
  checkRules(settings, surroundings.uselessRules, findings);
  checkAgents(settings, surroundings.agents, findings);
  checkWeights(settings, surroundings, findings);
  if (findings.problems.every(({ severity }) => severity === 'warning')) {
    checkStaffing(settings, surroundings.agents, findings);
  }
  const errors = findings.problems.filter(({ severity }) => severity === 'error');
  return [...errors, ...findings.problems.filter(({ severity }) => severity === 'warning')];
}
