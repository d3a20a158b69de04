import type { AssignmentSettings } from '@onethread/contracts';
import type { Findings } from './settings-problem.ts';

/** A version is one document, of at most 1 MiB with what changed in it; in characters, each of which may take three bytes. */
const MAX_CHARACTERS = 250_000;

export function checkSize(settings: AssignmentSettings, findings: Findings): void {
  const { length } = JSON.stringify(settings);
  if (length <= MAX_CHARACTERS) return;
  const message = `The settings take ${length} characters, at most ${MAX_CHARACTERS} are kept: shorten the lists of rules.`;
  findings.error('too-large', '', message);
}
