import type { AssignmentSettings } from '@onethread/contracts';
import type { Findings } from './settings-problem.ts';

/** A version is kept as one document of at most 1 MiB, with what changed in it. In bytes of UTF-8. */
const MAX_BYTES = 750_000;

export function checkSize(settings: AssignmentSettings, findings: Findings): void {
  const { length } = new TextEncoder().encode(JSON.stringify(settings));
  if (length <= MAX_BYTES) return;
  const message = `The settings take ${length} bytes, and at most ${MAX_BYTES} can be kept: shorten the lists of rules.`;
  findings.error('too-large', '', message);
}
