import type { ExplainedDecision, SkillNeed, WhyNot } from '../../../wire/assignment.ts';

const OUTCOMES: Readonly<Record<string, string>> = {
  accepted: 'accepted',
  declined: 'declined',
  missed: 'not answered in time',
  rescinded: 'taken back',
};
const CHOICES: Readonly<Record<string, string>> = {
  sticky: 'served this customer last',
  only: 'the only one who could take it',
  'least-busy': 'had the most room',
  'longest-idle': 'had waited longest for work',
  taken: 'took it from the queue',
  transferred: 'it was transferred',
  assigned: 'a supervisor assigned it',
  'taken-over': 'took it over',
  forced: 'a supervisor gave it beyond capacity',
};

/** How an offer ended; empty while it is open. */
export function outcomeWords({ outcome }: Pick<ExplainedDecision, 'outcome'>): string {
  return OUTCOMES[outcome] ?? outcome;
}

/** Why this agent: routing's own words, else what its code means. */
export function choiceWords({ words, choice }: Pick<ExplainedDecision, 'words' | 'choice'>): string {
  return words === '' ? (CHOICES[choice] ?? choice) : words;
}

export function needsWords(needs: readonly SkillNeed[]): string {
  return needs.map(({ skill, level }) => (level > 1 ? `${skill} ${level}` : skill)).join(', ');
}

export function aheadWords(ahead: number): string {
  if (ahead < 0) return '';
  return ahead === 0 ? 'next in turn' : `${ahead} ahead of it`;
}

/** Why an agent does not have it: what goes on from the name ("is away") gets the name. */
export function whyNotWords({ agentName, reasons, words }: WhyNot): readonly string[] {
  const all = words.length === 0 ? reasons : words;
  return all.map((one) => (/^\p{Ll}/u.test(one) && agentName !== '' ? `${agentName} ${one}` : one));
}
