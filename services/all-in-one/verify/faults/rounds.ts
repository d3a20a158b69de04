import type { Fault } from './fault.ts';

/** Each fault comes once, and once more for every so many messages. */
const MESSAGES_PER_ROUND = 60_000;
const MOST_ROUNDS = 6;
/** About, with its recovery. */
const SECONDS_PER_FAULT = 12;

interface RunLength {
  readonly messages: number;
  readonly minutes?: number | undefined;
  readonly faults: readonly Fault[];
}

/** How often each fault comes, so that they fit into the messages and the time. */
export function roundsOf({ messages, minutes = Infinity, faults }: RunLength): number {
  const fitting = Math.floor((minutes * 60) / (SECONDS_PER_FAULT * Math.max(1, faults.length)));
  return Math.max(1, Math.min(MOST_ROUNDS, fitting, Math.round(messages / MESSAGES_PER_ROUND)));
}
