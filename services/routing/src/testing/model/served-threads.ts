import type { CustomerId, Entry, EntryId } from '@onethread/contracts';
import { itemOf } from '../../domain/item.ts';
import type { Collections } from '../../stores/collections.ts';
import { listFeed } from '../../use-cases/reading/list-feed.ts';
import { MAX_PAGE_SIZE } from '../../use-cases/reading/items-page.ts';
import { listItems } from '../../use-cases/reading/list-items.ts';
import { OpaqueTokens } from '../../use-cases/reading/opaque-token.ts';
import type { ReadingContext } from '../../use-cases/reading/reading-context.ts';
import type { ServedItem } from '../../use-cases/reading/served-item.ts';
import type { Decisions } from './actors.ts';
import { personOf } from './people.ts';
import { tiedTo } from './plain-history.ts';
import type { PlainHistory } from './plain-history.ts';
import type { IdentityId } from '@onethread/contracts';

/** Entries that stand in a thread as something to be seen. */
const SHOWN = new Set<Entry['body']['kind']>([
  'message',
  'reply',
  'note',
  'resolved',
  'reopened',
  'snoozed',
  'woken',
  'assigned',
  'released',
]);

export function readingContext(collections: Collections): ReadingContext {
  return {
    collections,
    tokens: new OpaqueTokens('for tests'),
    blobs: { info: () => Promise.reject(new Error('none')) },
  };
}

/** The newest page, as long as pages get. */
export async function shownThread(context: ReadingContext, customerId: CustomerId): Promise<readonly ServedItem[]> {
  const newest = { pageToken: '', pageSize: MAX_PAGE_SIZE, newer: false, aroundUs: 0 };
  return (await listItems(context, { customerId, ...newest })).items;
}

/** The thread as agents page through it from its end, and back again: both ways must tell the same. */
export async function pagedThread(
  context: ReadingContext,
  customerId: CustomerId,
  pageSize: number,
): Promise<readonly ServedItem[]> {
  const request = { customerId, pageSize, aroundUs: 0 };
  const backwards: ServedItem[] = [];
  let oldest = await listItems(context, { ...request, pageToken: '', newer: false });
  backwards.unshift(...oldest.items);
  while (oldest.olderPageToken !== '') {
    oldest = await listItems(context, { ...request, pageToken: oldest.olderPageToken, newer: false });
    backwards.unshift(...oldest.items);
    if (oldest.items.length > pageSize) throw new Error('a page is longer than was asked for');
  }
  const forwards = [...oldest.items];
  for (let page = oldest; page.newerPageToken !== '';) {
    page = await listItems(context, { ...request, pageToken: page.newerPageToken, newer: true });
    forwards.push(...page.items);
  }
  if (ids(forwards) !== ids(backwards)) throw new Error(`forwards ${ids(forwards)} backwards ${ids(backwards)}`);
  return backwards;
}

export async function servedFeed(
  context: ReadingContext,
  customerId: CustomerId,
  pageSize: number,
): Promise<readonly ServedItem[]> {
  const identityId = personOf(customerId).identity.identityId as IdentityId;
  const items: ServedItem[] = [];
  let pageToken = '';
  do {
    const page = await listFeed(context, { identityId, pageToken, pageSize });
    items.unshift(...page.items);
    pageToken = page.olderPageToken;
  } while (pageToken !== '');
  return items;
}

/** The thread on paper: what was committed for its members, in whatever stream, by time. */
export function plainThread(committed: readonly Entry[], members: readonly CustomerId[]): readonly Entry[] {
  return committed
    .filter(({ body, customerId }) => SHOWN.has(body.kind) && members.includes(customerId))
    .toSorted((one, other) => one.at - other.at || (one.entryId < other.entryId ? -1 : 1));
}

/** What a person may see: their own proof decides, and neither notes nor replies that never went out. */
export function plainFeed(
  committed: readonly Entry[],
  history: PlainHistory,
  { customerId, decisions }: { readonly customerId: CustomerId; readonly decisions: Decisions },
): readonly Entry[] {
  const proved = history.links.filter((link) => link.proved);
  return plainThread(committed, tiedTo(customerId, proved)).filter(({ body, entryId }) => {
    if (body.kind === 'message') return true;
    if (body.kind !== 'reply') return false;
    return !body.held || decisions.get(entryId) === 'send';
  });
}

export function ids(shown: readonly (ServedItem | Entry)[]): string {
  return shown.map((one) => ('item' in one ? one.item._id : (itemOf(one) as EntryId))).join(' ');
}
