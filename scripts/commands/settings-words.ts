import type { SettingsChange, SettingsProblem } from '@onethread/rpc';

/** Longest value that is shown of a change; `--json` shows it whole. */
const MAX_VALUE = 120;

/** One line for each change: + what comes, - what goes, ~ what becomes of something. */
export function changeLines(changes: readonly SettingsChange[]): readonly string[] {
  return changes.map(({ path, before, after }) => {
    if (before === '') return `+ ${path}: ${cut(after)}`;
    return after === '' ? `- ${path}: ${cut(before)}` : `~ ${path}: ${cut(before)} → ${cut(after)}`;
  });
}

/** One line for each problem, errors first as they are told. */
export function problemLines(problems: readonly SettingsProblem[]): readonly string[] {
  return problems.map(({ severity, code, path, message }) => {
    return `${severity === 'ERROR' ? 'error' : 'warning'}: ${path === '' ? '' : `${path}: `}${message} (${code})`;
  });
}

function cut(value: string): string {
  return value.length <= MAX_VALUE ? value : `${value.slice(0, MAX_VALUE)}…`;
}
