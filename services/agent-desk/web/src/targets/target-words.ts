import type { Conversation, TargetClock } from '../../../wire/model.ts';

export type TargetState = 'on-time' | 'at-risk' | 'missed' | 'paused';

/** How one target stands, ready to be shown. */
export interface TargetStanding {
  readonly target: string;
  readonly state: TargetState;
  /** Short, for a badge: "12 min left". */
  readonly words: string;
  /** In full, for those who listen: "First answer at risk: 12 min left". */
  readonly name: string;
  /** When it is or was due; 0 while it stands still. */
  readonly dueMs: number;
}

const TARGET_NAMES: Readonly<Record<string, string>> = {
  'first-response': 'First answer',
  'next-response': 'Next answer',
  resolution: 'Resolution',
};
const ORDER: Readonly<Record<TargetState, number>> = { missed: 0, 'at-risk': 1, 'on-time': 2, paused: 3 };

export function targetName(target: string): string {
  return TARGET_NAMES[target] ?? target;
}

/** How a clock stands at an instant of the server's. */
export function standingOf(clock: TargetClock, nowMs: number): TargetStanding {
  const { target, dueMs, warnMs, missed } = clock;
  const stands = dueMs === 0;
  const state: TargetState =
    missed || (!stands && nowMs >= dueMs) ? 'missed' : stands ? 'paused' : nowMs >= warnMs ? 'at-risk' : 'on-time';
  const words = wordsOf(state, clock, nowMs);
  const risk = state === 'at-risk' ? ' at risk' : '';
  return { target, state, words, dueMs, name: `${targetName(target)}${risk}: ${words}` };
}

function wordsOf(state: TargetState, { dueMs, leftMs }: TargetClock, nowMs: number): string {
  switch (state) {
    case 'missed':
      return dueMs === 0 ? 'missed' : `missed by ${rough(nowMs - dueMs)}`;
    case 'paused':
      return leftMs > 0 ? `paused, ${rough(leftMs)} left` : 'paused';
    case 'at-risk':
    case 'on-time':
      return `${rough(dueMs - nowMs)} left`;
  }
}

/** All targets of a conversation, what presses most first. */
export function standingsOf(
  conversation: Pick<Conversation, 'clocks' | 'state'>,
  nowMs: number,
): readonly TargetStanding[] {
  if (conversation.state === 'resolved') return [];
  return conversation.clocks
    .map((clock) => standingOf(clock, nowMs))
    .toSorted((one, other) => ORDER[one.state] - ORDER[other.state] || one.dueMs - other.dueMs);
}

/** Missed or at risk. */
export function isPressing(conversation: Pick<Conversation, 'clocks' | 'state'>, nowMs: number): boolean {
  return standingsOf(conversation, nowMs).some(({ state }) => state === 'missed' || state === 'at-risk');
}

/** Badges are not renewed every second. */
function rough(ms: number): string {
  return ms < 60_000 ? 'under 1 min' : duration(ms);
}

/** A span of time in one or two units, seconds only below a minute. */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return minutes % 60 === 0 || hours >= 10 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
  return `${Math.floor(hours / 24)} d`;
}
