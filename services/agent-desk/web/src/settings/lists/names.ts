import type { SkillNeed } from '../../../../wire/assignment.ts';
import type { AssignmentSettings } from '../../../../wire/settings.ts';

/** What an entry is called; its id where it does not exist. */
export function nameIn(list: readonly { readonly id: string; readonly name: string }[], id: string): string {
  return list.find((one) => one.id === id)?.name ?? id;
}

export function namesIn(
  list: readonly { readonly id: string; readonly name: string }[],
  ids: readonly string[],
): string {
  return ids.map((id) => nameIn(list, id)).join(', ');
}

export function skillWords({ skills }: AssignmentSettings, needs: readonly SkillNeed[]): string {
  return needs.map(({ skill, level }) => `${nameIn(skills, skill)} ${level}`).join(', ');
}
