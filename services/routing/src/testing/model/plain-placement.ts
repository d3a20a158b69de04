import type { ConversationId, CustomerId } from '@onethread/contracts';
import { conversationsOf, groupOf, leaderOf } from './plain-history.ts';
import type { PlainConversation, PlainHistory } from './plain-history.ts';

/** Clocks of two processes differ by less than this: around a window's end either answer is right. */
const CLOCK_SLACK_MS = 2000;

export interface PlainPlacement {
  readonly conversationId: ConversationId;
  readonly effect: 'opened' | 'reopened' | 'joined';
}

/**
 * Where a message may stand: in the conversation that goes on in this thread (among several in its author's own, or in what
 * that was joined into), else in the one resolved last while its window is open, else in a new one.
 */
export function allowedPlacements(
  history: PlainHistory,
  {
    customerId,
    quiet,
    now,
    windowMs,
    newId,
  }: {
    readonly customerId: CustomerId;
    readonly quiet: boolean;
    readonly now: number;
    readonly windowMs: number;
    readonly newId: ConversationId;
  },
): readonly PlainPlacement[] {
  const all = conversationsOf(history, groupOf(history, customerId));
  const going = all.filter(({ state }) => state !== 'resolved');
  const oldest = going.find(({ state }) => state === 'open') ?? going[0];
  const own = going.length < 2 ? undefined : going.find(({ home }) => home === customerId);
  const entered = own ?? oldest;
  if (entered !== undefined) {
    const taker = leaderOf(history, entered) ?? entered;
    const wakes = taker.state === 'snoozed' && !quiet;
    return [{ conversationId: taker.id, effect: wakes ? 'reopened' : 'joined' }];
  }
  const last = latest(all);
  if (last.length === 0) return [{ conversationId: newId, effect: 'opened' }];
  if (quiet) return last.map(({ id }) => ({ conversationId: id, effect: 'joined' }));
  return last.flatMap(({ id, resolvedAt = 0 }) => [
    ...(now - resolvedAt <= windowMs + CLOCK_SLACK_MS ? [{ conversationId: id, effect: 'reopened' as const }] : []),
    ...(now - resolvedAt >= windowMs - CLOCK_SLACK_MS ? [{ conversationId: newId, effect: 'opened' as const }] : []),
  ]);
}

/** The one resolved last; more where several were within the same moment. */
function latest(all: readonly PlainConversation[]): readonly PlainConversation[] {
  const newest = Math.max(...all.map(({ resolvedAt = 0 }) => resolvedAt));
  return all.filter(({ resolvedAt }) => resolvedAt === newest);
}
