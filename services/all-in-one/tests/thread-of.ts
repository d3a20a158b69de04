import { customerIdOf, identityIdOf } from '@onethread/contracts';
import type { HistoryClient, Item } from '@onethread/rpc';
import type { Customer } from './customers/customer.ts';
import { SECRETS } from './world.ts';

const PAGE_SIZE = 200;

/** A customer's whole thread, oldest first, page by page as a desk reads it. */
export async function threadOf(
  history: HistoryClient,
  customer: Pick<Customer, 'channel' | 'account' | 'externalId'>,
): Promise<Item[]> {
  const { channel, account, externalId } = customer;
  const customerId = customerIdOf(identityIdOf(SECRETS.identityKey, channel, account, externalId));
  const items: Item[] = [];
  let pageToken = '';
  do {
    const page = await history.listItems({ customerId, pageToken, pageSize: PAGE_SIZE, newer: false });
    items.unshift(...page.items);
    pageToken = page.olderPageToken;
  } while (pageToken !== '');
  return items;
}
