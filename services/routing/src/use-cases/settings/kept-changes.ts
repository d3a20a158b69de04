import type { SettingsChange } from '../../domain/settings/settings-changes.ts';

/** Characters of changes that a line of the trail, or a version, keeps: with the settings it stays below 1 MiB. */
const MAX_CHARACTERS = 60_000;
/** Of one value. */
const MAX_VALUE = 2000;

/** Changes as they are kept: what is too long is cut, and what is too much is counted. The versions themselves have it all. */
export function keptChanges(changes: readonly SettingsChange[]): readonly SettingsChange[] {
  const kept: SettingsChange[] = [];
  let characters = 0;
  for (const [index, { path, before, after }] of changes.entries()) {
    const change = { path, before: cut(before), after: cut(after) };
    characters += path.length + change.before.length + change.after.length;
    if (characters > MAX_CHARACTERS) {
      return [...kept, { path: `(${changes.length - index} more)`, before: '', after: '' }];
    }
    kept.push(change);
  }
  return kept;
}

function cut(value: string): string {
  return value.length <= MAX_VALUE ? value : `${value.slice(0, MAX_VALUE)}…`;
}
