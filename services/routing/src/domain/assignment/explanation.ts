import type { SkillNeed } from '@onethread/contracts';
import { DROP_REASONS } from './terms.ts';
import type { Decision, DropCounts, DropReason, WaitingReasons } from './terms.ts';
import { durationWords } from './duration-words.ts';

/** What things are called where agents read of them. */
export interface Names {
  readonly skill: (skillId: string) => string;
  /** Who is waited for, where that may be told. */
  readonly keeper?: string | undefined;
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

/** Who may be free soonest is told first; who is not of the queue only where there is nobody else. */
const TOLD: readonly DropReason[] = [
  'full',
  'channel-full',
  'team-full',
  'busy',
  'away',
  'offline',
  'skill',
  'declined',
];

/** What agents read beside a waiting conversation: "Waiting: 2 agents full, 1 away, 3 lack French 3". */
export function explainWaiting({ step, skills, dropped }: WaitingReasons, names: Names): string {
  if (step === 'sticky') return `Waiting for ${keeperWords(names)}`;
  const present = TOLD.filter((reason) => (dropped[reason] ?? 0) > 0);
  if (present.length === 0)
    return dropped['not-member'] ? 'Waiting: no agent serves this queue' : 'Waiting: no agents yet';
  const counts = present.map((reason, index) => {
    const count = dropped[reason] ?? 0;
    return `${index === 0 ? agentsWords(count) : count} ${briefly(reason, count, skills, names)}`;
  });
  return `Waiting: ${counts.join(', ')}`;
}

/** One count in a sentence of its own: "3 agents are full", "1 agent lacks French 3". */
export function explainDrop(reason: DropReason, count: number, skills: readonly SkillNeed[], names: Names): string {
  return `${agentsWords(count)} ${reasonWords(reason, count === 1, skills, names)}`;
}

/** All counts, in the order of `DROP_REASONS`. */
export function explainDrops(dropped: DropCounts, skills: readonly SkillNeed[], names: Names): readonly string[] {
  return DROP_REASONS.flatMap((reason) => {
    const count = dropped[reason] ?? 0;
    return count > 0 ? [explainDrop(reason, count, skills, names)] : [];
  });
}

/** Why one agent does not have it, said of that agent: "is away", "lacks French 3"; none: "could take it now". */
export function explainWhyNot(
  reasons: readonly DropReason[],
  skills: readonly SkillNeed[],
  names: Names,
): readonly string[] {
  if (reasons.length === 0) return ['could take it now'];
  return reasons.map((reason) => reasonWords(reason, true, skills, names));
}

/** What would have to change for it to be offered, soonest first: "in 12 s French 2 is enough", "one of 2 full agents gets room". */
export function explainHelp(reasons: WaitingReasons, names: Names, now: number): readonly string[] {
  const { step, skills, dropped, relaxesAt, relaxesTo } = reasons;
  const later =
    relaxesAt === undefined || relaxesTo === undefined
      ? []
      : [`in ${durationWords(relaxesAt - now)} ${relaxingWords(reasons, relaxesTo, names)}`];
  if (step === 'sticky') return [`${names.keeper ?? 'the agent who served this customer last'} gets room`, ...later];
  const changes = TOLD.flatMap((reason) => {
    const count = dropped[reason] ?? 0;
    return count > 0 && reason !== 'declined' ? [changeWords(reason, count, skills, names)] : [];
  });
  const nobody = changes.length === 0 ? ['an agent joins who may serve this queue'] : [];
  return [...later, ...changes, ...nobody];
}

function changeWords(reason: DropReason, count: number, skills: readonly SkillNeed[], names: Names): string {
  switch (reason) {
    case 'full':
    case 'channel-full':
      return count === 1 ? 'the full agent gets room' : `one of ${count} full agents gets room`;
    case 'team-full':
      return 'a full team gets room';
    case 'busy':
    case 'away':
      return count === 1 ? `the agent who is ${reason} is back` : `one of ${count} who are ${reason} is back`;
    case 'offline':
      return count === 1 ? 'the agent who is offline signs in' : `one of ${count} who are offline signs in`;
    case 'skill':
      return `another agent has ${listed(skills, names, 'and')}`;
    case 'not-member':
    case 'declined':
    case 'waits-for-keeper':
      return 'another agent is free';
  }
}

function relaxingWords(
  { step, skills }: WaitingReasons,
  next: NonNullable<WaitingReasons['relaxesTo']>,
  names: Names,
): string {
  const asked = listed(next.skills, names, 'and');
  if (step === 'sticky') return 'other agents are asked too';
  if (next.step === 'anyone') return 'anyone may take it';
  const changed = asked !== listed(skills, names, 'and');
  if (next.step === 'overflow' && !changed) return 'agents of more queues are asked';
  if (asked === '') return changed ? 'no skill is asked for' : 'more agents may be asked';
  return next.skills.length > 1 ? `${asked} are enough` : `${asked} is enough`;
}

/** In a list of counts, where "agents are" would be said again and again. */
function briefly(reason: DropReason, count: number, skills: readonly SkillNeed[], names: Names): string {
  return reasonWords(reason, count === 1, skills, names).replace(/^(is|are|has|have) /u, '');
}

function reasonWords(reason: DropReason, one: boolean, skills: readonly SkillNeed[], names: Names): string {
  const be = one ? 'is' : 'are';
  switch (reason) {
    case 'waits-for-keeper':
      return `${one ? 'stands' : 'stand'} back for ${keeperWords(names)}`;
    case 'not-member':
      return `${one ? 'does' : 'do'} not serve this queue`;
    case 'skill':
      return `${one ? 'lacks' : 'lack'} ${skills.length === 0 ? 'a skill' : listed(skills, names, 'or')}`;
    case 'declined':
      return `${one ? 'has' : 'have'} declined or missed it`;
    case 'offline':
    case 'away':
    case 'busy':
    case 'full':
      return `${be} ${reason}`;
    case 'channel-full':
      return `${be} full on this channel`;
    case 'team-full':
      return `${be} in a full team`;
  }
}

function keeperWords({ keeper }: Names): string {
  return keeper === undefined ? 'the agent who served this customer last' : `${keeper}, who served this customer last`;
}

function agentsWords(count: number): string {
  return `${count} ${count === 1 ? 'agent' : 'agents'}`;
}

/** "French 3", "French 3 and Billing 1". */
function listed(skills: readonly SkillNeed[], names: Names, last: 'and' | 'or'): string {
  const words = skills.map(({ skill, level }) => `${names.skill(skill)} ${level}`);
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1) ?? ''}`;
}
