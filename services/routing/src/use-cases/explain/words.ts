import type { SkillNeed } from '@onethread/contracts';
import { DROP_REASONS, type DropReason } from '../../domain/assignment/terms.ts';
import type { ToldReason } from './explanation-terms.ts';

/** What skills are called, by their ids. */
export type SkillName = (skillId: string) => string;

/** "French 3 and Billing 1"; empty where nothing is asked for. */
export function skillWords(skills: readonly SkillNeed[], nameOf: SkillName): string {
  return listed(skills.map(({ skill, level }) => `${nameOf(skill)} ${level}`));
}

/** "a", "a and b", "a, b and c". */
export function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** As the policy has them, and `unstable`: away only because the connection keeps breaking. */
export type ToldDropReason = DropReason | 'unstable';
export type ToldCounts = Readonly<Partial<Record<ToldDropReason, number>>>;

const TOLD_REASONS: readonly ToldDropReason[] = [...DROP_REASONS, 'unstable'];

/** "3 agents are full", in the order in which reasons are looked for. */
export function reasonsInWords(
  dropped: ToldCounts,
  skills: readonly SkillNeed[],
  nameOf: SkillName,
): readonly ToldReason[] {
  return TOLD_REASONS.flatMap((reason) => {
    const agents = dropped[reason] ?? 0;
    if (agents === 0) return [];
    const who = agents === 1 ? '1 agent' : `${agents} agents`;
    return [{ reason, agents, words: `${who} ${predicate(reason, agents, skillWords(skills, nameOf))}` }];
  });
}

/** What holds of so many agents. */
export function predicate(reason: ToldDropReason, agents: number, skills: string): string {
  const one = agents === 1;
  const are = one ? 'is' : 'are';
  switch (reason) {
    case 'waits-for-keeper':
      return `${one ? 'stands' : 'stand'} back for who served this customer last`;
    case 'not-member':
      return `${one ? 'does' : 'do'} not serve this queue`;
    case 'skill':
      return skills === '' ? `${one ? 'lacks' : 'lack'} what it asks for` : `${one ? 'lacks' : 'lack'} ${skills}`;
    case 'declined':
      return 'declined or missed it';
    case 'offline':
      return `${are} offline`;
    case 'away':
      return `${are} away`;
    case 'unstable':
      return `${one ? 'has' : 'have'} a connection that keeps breaking`;
    case 'busy':
      return `${are} busy`;
    case 'channel-full':
      return `${are} full on this channel`;
    case 'full':
      return `${are} full`;
    case 'team-full':
      return `${are} in a full team`;
  }
}

/** "12 s", "3 min", "2 h": as much as one wants to know. */
export function durationWords(ms: number): string {
  const seconds = Math.max(1, Math.ceil(ms / 1000));
  if (seconds < 120) return `${seconds} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 120 ? `${minutes} min` : `${Math.ceil(minutes / 60)} h`;
}
