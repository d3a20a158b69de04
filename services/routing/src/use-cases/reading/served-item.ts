import type { CustomerId, DeliveryStatus, IdentityId } from '@onethread/contracts';
import { isLaterStatus, statusRank } from '../../domain/delivery-status.ts';
import type { Item, ProviderSource } from '../../domain/item.ts';
import type { Watermark } from '../../domain/stream-head.ts';

/** An item as it is shown now: its own status or what the other side's watermark says, whichever is further. */
export interface ServedItem {
  readonly item: Item;
  /** Channel and account of the identity that wrote it or to which it went. */
  readonly source?: ProviderSource;
  readonly status?: DeliveryStatus;
  /** Grows with every change of what is shown; see `revOf`. */
  readonly rev: number;
  /** Who were held for one person when a reply was written, where they are not all members any more. */
  readonly writtenFor?: readonly CustomerId[];
}

/** @param members of the thread in which it is shown; absent: it is not told for whom it was written */
export function serveItem(
  item: Item,
  source: ProviderSource | undefined,
  watermarks: ReadonlyMap<IdentityId, Watermark>,
  members?: readonly CustomerId[],
): ServedItem {
  const marked = markedStatus(item, watermarks);
  const status = servedStatus(item, marked);
  return {
    item,
    rev: revOf(item, marked),
    ...(source === undefined ? {} : { source }),
    ...(status === undefined ? {} : { status }),
    ...(members !== undefined && parted(item, members) ? { writtenFor: item.writtenFor ?? [] } : {}),
  };
}

function parted({ writtenFor }: Item, members: readonly CustomerId[]): boolean {
  return writtenFor?.some((customer) => !members.includes(customer)) ?? false;
}

/** What the other side's watermark says of everything as old as this, if it left us at all: what waits was read by nobody. */
function markedStatus(
  { identityId, at, status }: Item,
  watermarks: ReadonlyMap<IdentityId, Watermark>,
): 'delivered' | 'read' | undefined {
  if (status !== undefined && isLaterStatus('sent', status)) return undefined;
  const mark = identityId === undefined ? undefined : watermarks.get(identityId);
  return at <= (mark?.read ?? 0) ? 'read' : at <= (mark?.delivered ?? 0) ? 'delivered' : undefined;
}

/** A reply that failed, was held back or withdrawn never arrived, however far the other side has read. */
function servedStatus(
  { status, held, discarded }: Item,
  marked: 'delivered' | 'read' | undefined,
): DeliveryStatus | undefined {
  if (status === undefined || status === 'failed' || held === true || discarded === true) return status;
  return marked !== undefined && isLaterStatus(marked, status) ? marked : status;
}

/** Above everything that an item loses when it is erased. */
const ERASED_STEP = 2 ** 52;

/** Above every rank of a status and a watermark together, so that a new attempt outweighs whatever became of the one before. */
const ATTEMPT_STEP = 16;

/**
 * An item's `rev`, made of the item alone: a live event and a later read, on any replica or after a rebuild, give the same
 * number. An item only ever grows (a later edit, a higher status, one more attempt, a withdrawal, …), so each summand
 * rises or stays, and any change of what is shown raises one of them.
 */
function revOf(item: Item, marked: 'delivered' | 'read' | undefined): number {
  const { status } = item;
  const reacted = Object.values(item.reactionsAt ?? {}).reduce((sum, at) => sum + Math.max(1, at - item.at), 0);
  return (
    1 +
    (item.type === 'placeholder' ? 0 : 1) +
    Math.max(0, item.partsAt - item.at) +
    Math.max(0, (item.waits?.at ?? 0) - item.at) +
    Math.max(0, (item.closed?.at ?? 0) - item.at) +
    (item.edited ? 1 : 0) +
    (item.unsent ? 1 : 0) +
    (item.held === false ? 1 : 0) +
    (item.discarded === true ? 1 : 0) +
    (item.erased === true ? ERASED_STEP : 0) +
    reacted +
    (status === undefined ? 0 : (item.attempt ?? 1) * ATTEMPT_STEP + statusRank(status) + markRank(marked))
  );
}

function markRank(marked: 'delivered' | 'read' | undefined): number {
  return marked === 'read' ? 2 : marked === 'delivered' ? 1 : 0;
}
