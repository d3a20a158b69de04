import type { SkillNeed } from '@onethread/contracts';

/** Each skill once, at the highest level asked for, by name: equal needs read equal. */
export function joinedSkills(skills: readonly SkillNeed[]): readonly SkillNeed[] {
  const levels = skillLevels(skills);
  return [...levels].map(([skill, level]) => ({ skill, level })).toSorted((a, b) => (a.skill < b.skill ? -1 : 1));
}

/** Highest level by skill. */
export function skillLevels(skills: readonly SkillNeed[]): ReadonlyMap<string, number> {
  const levels = new Map<string, number>();
  for (const { skill, level } of skills) levels.set(skill, Math.max(level, levels.get(skill) ?? 0));
  return levels;
}

export function hasSkills(levels: ReadonlyMap<string, number>, needs: readonly SkillNeed[]): boolean {
  return needs.every(({ skill, level }) => (levels.get(skill) ?? 0) >= level);
}
