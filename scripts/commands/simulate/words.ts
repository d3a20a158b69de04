import type { WhatIf } from '@onethread/routing';

const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** "4.2 s", "12 min 5 s", "3 h 20 min"; a dash where there is none. */
export function durationWords(ms: number | undefined): string {
  if (ms === undefined) return '–';
  if (ms < 10 * SECOND_MS) return `${(ms / SECOND_MS).toFixed(1)} s`;
  if (ms < MINUTE_MS) return `${Math.round(ms / SECOND_MS)} s`;
  if (ms < HOUR_MS) return twoUnits(ms, MINUTE_MS, 'min', SECOND_MS, 's');
  return twoUnits(ms, HOUR_MS, 'h', MINUTE_MS, 'min');
}

function twoUnits(ms: number, unit: number, name: string, part: number, partName: string): string {
  const parts = Math.round(ms / part);
  const perUnit = unit / part;
  const rest = parts % perUnit;
  return `${Math.floor(parts / perUnit)} ${name}${rest === 0 ? '' : ` ${rest} ${partName}`}`;
}

export function percentWords(part: number): string {
  return `${Math.round(part * 100)} %`;
}

/** What the replay says of the recording. */
export function replayWords({ replay }: WhatIf): string {
  const { decisions, firstDifference } = replay;
  if (firstDifference === undefined) return `${decisions} recorded decisions were made again: all came out the same.`;
  const { recorded, index } = firstDifference;
  return `Of ${decisions} recorded decisions that were made again, the one at ${new Date(recorded.at).toISOString()} (input ${index}) came out otherwise.`;
}

export function spanWords({ from, to, pool, seed }: WhatIf): string {
  return `Pool ${pool}, ${new Date(from).toISOString()} to ${new Date(to).toISOString()}, seed ${seed}`;
}

/** Ids that any of the three runs knows, busiest first. */
export function queueIds({ recorded, asItWas, asAsked }: WhatIf): readonly string[] {
  const weight = (id: string): number => (asAsked.queues[id] ?? asItWas.queues[id])?.conversations ?? 0;
  const ids = new Set([recorded, asItWas, asAsked].flatMap(({ queues }) => Object.keys(queues)));
  return [...ids].toSorted((a, b) => weight(b) - weight(a) || (a < b ? -1 : 1));
}

export function agentIds({ asItWas, asAsked }: WhatIf): readonly (keyof WhatIf['asAsked']['agents'])[] {
  type Id = keyof WhatIf['asAsked']['agents'];
  const ids = new Set([asItWas, asAsked].flatMap(({ agents }) => Object.keys(agents) as Id[]));
  const given = (id: Id): number => asAsked.agents[id]?.given ?? 0;
  return [...ids].toSorted((a, b) => given(b) - given(a) || (a < b ? -1 : 1));
}
