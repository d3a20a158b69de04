import type { Decision, WaitingReasons } from './terms.ts';

/** What agents read beside an offered conversation: "Offered to Anna: least busy of 3 free agents". */
export function explainOffer(decision: Decision, agentName: string): string {
  return `Offered to ${agentName}: ${becauseOf(decision)}`;
}

function becauseOf({ choice, candidates }: Decision): string {
  switch (choice) {
    case 'keeper':
      return 'served this customer last';
    case 'only':
      return 'the only free agent';
    case 'least-busy':
      return `least busy of ${candidates} free agents`;
    case 'longest-idle':
      return `longest without a new conversation of ${candidates} free agents`;
  }
}

/** What agents read beside a waiting conversation: "Waiting: 2 agents full, 1 away". */
export function explainWaiting(reasons: WaitingReasons): string {
  const counts: readonly (readonly [number, string])[] = [
    [reasons.full, 'full'],
    [reasons.busy, 'busy'],
    [reasons.away, 'away'],
    [reasons.offline, 'offline'],
    [reasons.declined, 'declined or missed it'],
  ];
  const present = counts.filter(([count]) => count > 0);
  const [first, ...others] = present;
  if (first === undefined) return 'Waiting for a free agent';
  const words = [`${first[0]} ${first[0] === 1 ? 'agent' : 'agents'} ${first[1]}`];
  for (const [count, reason] of others) words.push(`${count} ${reason}`);
  return `Waiting: ${words.join(', ')}`;
}
