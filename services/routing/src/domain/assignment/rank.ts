import type { WaitingConversation } from './terms.ts';

/** Stands in where no target runs, so that queues with targets and queues without share one order. */
export const DEFAULT_TARGET_MS = 15 * 60_000;

export interface Ranked {
  readonly rank: number;
  readonly conversation: WaitingConversation;
}

/**
 * When a conversation should have been answered, epoch ms, brought forward by its priority: lowest first.
 *
 * Two conversations age at the same speed, so what time adds to one it adds to the other: their order never changes
 * while they wait, and heaps hold. Nothing starves either: who comes later stands before only by a higher priority or a
 * shorter target, and only if it comes within that difference; after it, whatever comes stands behind.
 */
export function rankOf(conversation: WaitingConversation, ageUnitSeconds: number): number {
  const { dueAt, waitingSince, priority } = conversation;
  return (dueAt ?? waitingSince + DEFAULT_TARGET_MS) - priority * ageUnitSeconds * 1000;
}

/** Rank, then arrival, then id. */
export function rankedBefore(a: Ranked, b: Ranked): boolean {
  if (a.rank !== b.rank) return a.rank < b.rank;
  const [one, other] = [a.conversation, b.conversation];
  if (one.waitingSince !== other.waitingSince) return one.waitingSince < other.waitingSince;
  return one.conversationId < other.conversationId;
}
