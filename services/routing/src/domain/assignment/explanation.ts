import type { SkillNeed } from '@onethread/contracts';
import { DROP_REASONS } from './terms.ts';
import type { Decision, DropCounts, DropReason, WaitingReasons } from './terms.ts';

/** What things are called where agents read of them. */
export interface Names {
  readonly skill: (skillId: string) => string;
}

/** What agents read beside a conversation offered or given: "Offered to Anna: least busy of 3 free agents". */
export function explainOffer(
  decision: Pick<Decision, 'choice' | 'candidateCount' | 'autoAccept'>,
  agentName: string,
): string {
  return `${decision.autoAccept ? 'Given' : 'Offered'} to ${agentName}: ${becauseOf(decision)}`;
}

function becauseOf({ choice, candidateCount }: Pick<Decision, 'choice' | 'candidateCount'>): string {
  switch (choice) {
    case 'sticky':
      return 'served this customer last';
    case 'only':
      return 'the only free agent';
    case 'least-busy':
      return `least busy of ${candidateCount} free agents`;
    case 'longest-idle':
      return `longest without a new conversation of ${candidateCount} free agents`;
  }
}

/** What agents read beside a waiting conversation: "Waiting: 2 agents full, 1 away, 3 lack French 3". */
export function explainWaiting({ step, skills, dropped }: WaitingReasons, names: Names): string {
  if (step === 'sticky') return 'Waiting for the agent who served this customer last';
  const counts = explainDrops(dropped, skills, names);
  return counts.length === 0 ? 'Waiting for a free agent' : `Waiting: ${counts.join(', ')}`;
}

/** Those who may be free soon come first; who is no member is told only where nobody is. */
const TOLD_FIRST: readonly DropReason[] = ['full', 'channel-full', 'team-full', 'busy', 'away', 'offline', 'declined'];

/** Counts in words, "agents" said once: "2 agents full", "1 away". */
function explainDrops(dropped: DropCounts, skills: readonly SkillNeed[], names: Names): readonly string[] {
  const rest = DROP_REASONS.filter((reason) => !TOLD_FIRST.includes(reason) && reason !== 'not-member');
  const present = [...TOLD_FIRST, ...rest].filter((reason) => (dropped[reason] ?? 0) > 0);
  const told = present.length > 0 ? present : (['not-member'] as const).filter((reason) => (dropped[reason] ?? 0) > 0);
  return told.map((reason, index) => {
    const count = dropped[reason] ?? 0;
    const agents = index > 0 ? '' : count === 1 ? ' agent' : ' agents';
    return `${count}${agents} ${inState(reason, count, skills, names)}`;
  });
}

function inState(reason: DropReason, count: number, skills: readonly SkillNeed[], names: Names): string {
  const one = count === 1;
  switch (reason) {
    case 'waits-for-keeper':
      return `${one ? 'stands' : 'stand'} back for who served this customer last`;
    case 'not-member':
      return `${one ? 'does' : 'do'} not serve its queue`;
    case 'skill':
      return `${one ? 'lacks' : 'lack'} ${skillWords(skills, names)}`;
    case 'declined':
      return 'declined or missed it';
    case 'offline':
    case 'away':
    case 'busy':
    case 'full':
      return reason;
    case 'channel-full':
      return 'full on this channel';
    case 'team-full':
      return 'in a full team';
  }
}

/** "French 3", "French 3 or Billing 1". */
function skillWords(skills: readonly SkillNeed[], names: Names): string {
  return skills.map(({ skill, level }) => `${names.skill(skill)} ${level}`).join(' or ');
}
