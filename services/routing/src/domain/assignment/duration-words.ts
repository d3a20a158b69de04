const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** "12 s", "3 min", "2 h": rounded up, so that nothing comes later than it is said to; at least a second. */
export function durationWords(ms: number): string {
  if (ms < 2 * MINUTE) return `${Math.max(1, Math.ceil(ms / SECOND))} s`;
  if (ms < 2 * HOUR) return `${Math.ceil(ms / MINUTE)} min`;
  return `${Math.ceil(ms / HOUR)} h`;
}
