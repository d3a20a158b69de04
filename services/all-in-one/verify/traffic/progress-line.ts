import type { Pace } from './pace.ts';
import type { RecoveryWatch } from './recovery-watch.ts';
import type { Roster } from './roster.ts';

/** So few are named. */
const FEW = 5;

/** How far a run is. */
export function progressLine(roster: Roster, messages: number, { writing }: RecoveryWatch, { lag }: Pace): string {
  const who = writing.length <= FEW && writing.length > 0 ? `, waiting for ${writing.join(', ')}` : '';
  const behind = lag === undefined ? 'no answer' : lag.words;
  return `${roster.acknowledged} of ${messages} acknowledged${who}; behind: ${behind}`;
}
