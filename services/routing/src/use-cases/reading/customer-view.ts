import { identityIdOfCustomer } from '@onethread/contracts';
import type { CustomerId, IdentityId } from '@onethread/contracts';
import type { Item } from '../../domain/item.ts';
import type { Watermark } from '../../domain/stream-head.ts';
import { mergedItems } from './merged-items.ts';
import type { ReadingContext } from './reading-context.ts';
import type { ThreadState } from './thread-state.ts';

/** Unread replies are counted so far and no further. */
const MAX_UNREAD = 100;
/** Items looked through for them: notes and events stand between. */
const MAX_LOOKED_AT = 1000;

/** How far the two sides have read, as a customer is told. µs. */
export interface FeedState {
  readonly customerReadUpTo: number;
  readonly agentsReadUpTo: number;
  /** At most 100. */
  readonly unread: number;
}

/** The one rule of what a customer sees: messages, and replies that were neither held back nor withdrawn. */
export function isForCustomer(item: Pick<Item, 'type' | 'held' | 'discarded' | 'erased'>): boolean {
  if (item.erased === true) return false;
  if (item.type === 'message') return true;
  return item.type === 'reply' && item.held !== true && item.discarded !== true;
}

/** How far the person has read, on whichever of their addresses. */
export function customerReadUpTo(
  members: readonly CustomerId[],
  watermarks: ReadonlyMap<IdentityId, Watermark>,
): number {
  return Math.max(0, ...members.map((member) => watermarks.get(identityIdOfCustomer(member))?.read ?? 0));
}

export async function readFeedState(
  { collections }: Pick<ReadingContext, 'collections'>,
  members: readonly CustomerId[],
  { watermarks, agentsReadUpTo }: ThreadState,
): Promise<FeedState> {
  const readUpTo = customerReadUpTo(members, watermarks);
  let unread = 0;
  let lookedAt = 0;
  const options = { direction: 'newer', from: { at: readUpTo + 1, id: '' }, chunk: MAX_UNREAD } as const;
  for await (const item of mergedItems(collections, members, options)) {
    if (isForCustomer(item) && !item.fromCustomer) unread += 1;
    lookedAt += 1;
    if (unread >= MAX_UNREAD || lookedAt >= MAX_LOOKED_AT) break;
  }
  return { customerReadUpTo: readUpTo, agentsReadUpTo, unread };
}
