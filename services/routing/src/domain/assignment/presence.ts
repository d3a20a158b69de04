import type { Availability } from './terms.ts';

/** More drops than this within `DROP_WINDOW_MS`, and no offers come until the connection held for as long. */
export const MAX_DROPS = 3;
export const DROP_WINDOW_MS = 60_000;

export interface DropHistory {
  /** Epoch ms of the last losses, oldest first; at most `MAX_DROPS` + 1. */
  readonly drops?: readonly number[];
  readonly unstableUntil?: number;
}

/** The history after one more loss of an agent's last stream. A loss while unstable starts the time anew. */
export function afterDrop({ drops = [], unstableUntil = 0 }: DropHistory, now: number): DropHistory {
  const recent = [...drops.filter((at) => at > now - DROP_WINDOW_MS), now].slice(-(MAX_DROPS + 1));
  const unstable = recent.length > MAX_DROPS || unstableUntil > now;
  return { drops: recent, ...(unstable ? { unstableUntil: now + DROP_WINDOW_MS } : {}) };
}

/** What agents and operators may count on: an agent without a stream is offline whatever was said, and one whose connection keeps breaking is away. */
export function availabilityOf(
  agent: { readonly disabled: boolean; readonly connected: boolean; readonly unstableUntil?: number | undefined },
  said: Availability | undefined,
  now: number,
): Availability {
  if (agent.disabled || !agent.connected || said === undefined) return 'offline';
  if (said === 'available' && (agent.unstableUntil ?? 0) > now) return 'away';
  return said;
}
