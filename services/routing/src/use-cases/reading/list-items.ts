import { identityIdOfCustomer } from '@onethread/contracts';
import type { CustomerId } from '@onethread/contracts';
import { RoutingError } from '../../domain/errors.ts';
import type { IdentityDocument } from '../../stores/identity-documents.ts';
import { readItemsPage, type ItemsPage } from './items-page.ts';
import { openPlace, sealPlace } from './page-token.ts';
import type { ReadingContext } from './reading-context.ts';
import { readThreadScope } from './thread-scope.ts';
import { readThreadState, type ThreadState } from './thread-state.ts';

export interface ListItems {
  readonly customerId: CustomerId;
  readonly pageToken: string;
  /** 1 to 200. */
  readonly pageSize: number;
  /** Towards newer items, from a page token. */
  readonly newer: boolean;
  /** Without a page token: the page ends with what stood there at this instant (epoch µs). 0: the newest page. */
  readonly aroundUs: number;
}

export interface ListedItems extends ItemsPage {
  readonly state: ThreadState;
  readonly identities: readonly IdentityDocument[];
  readonly olderPageToken: string;
  readonly newerPageToken: string;
}

/** A page of a customer's whole thread. Throws `RoutingError` not-found for an unknown customer, invalid for a foreign token. */
export async function listItems(context: ReadingContext, request: ListItems): Promise<ListedItems> {
  const { customerId, pageToken, newer, aroundUs } = request;
  const { collections, tokens } = context;
  // Every id is above the empty one: what happened at that very instant is on the page.
  const around = aroundUs > 0 ? { at: aroundUs + 1, id: '' } : undefined;
  const from = openPlace(tokens, 'items-page', customerId, pageToken) ?? around;
  const scope = await readThreadScope(collections, customerId, 'all');
  const identities = await collections.identities.getMany(scope.members.map(identityIdOfCustomer));
  if (!identities.some((identity) => identity.customerId === customerId))
    throw new RoutingError('not-found', 'there is no such customer');
  const state = await readThreadState(collections, scope.streams);
  const page = await readItemsPage(context, scope.members, state.watermarks, {
    direction: newer && from !== undefined ? 'newer' : 'older',
    size: request.pageSize,
    ...(from === undefined ? {} : { from }),
  });
  return {
    ...page,
    state,
    identities,
    olderPageToken: sealPlace(tokens, 'items-page', customerId, page.older),
    newerPageToken: sealPlace(tokens, 'items-page', customerId, page.newer),
  };
}
