import { customerIdOf, identityIdOf } from '@onethread/contracts';
import type { HistoryClient, Item } from '@onethread/rpc';
import type { Customer } from './customers/customer.ts';
import { textOf } from './item-text.ts';
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

/**
 * What must hold of one customer: every acknowledged message stands in history once, in the order in which they were
 * acknowledged; every confirmed reply arrived exactly once, or is marked as not sent or unknown. Empty = all well.
 */
export function faultsOf(customer: Customer, acknowledged: readonly string[], thread: readonly Item[]): string[] {
  const faults: string[] = [];
  const stored = thread.filter(({ content }) => content === 'message').map(textOf);
  const twice = stored.filter((text, index) => stored.indexOf(text) !== index);
  const lost = acknowledged.filter((text) => !stored.includes(text));
  const inOrder = stored.filter((text) => acknowledged.includes(text));
  if (twice.length > 0) faults.push(`${customer.name}: stored twice: ${twice.join(', ')}`);
  if (lost.length > 0) faults.push(`${customer.name}: acknowledged but not stored: ${lost.join(', ')}`);
  if (twice.length === 0 && lost.length === 0 && inOrder.join() !== acknowledged.join())
    faults.push(`${customer.name}: out of order: ${inOrder.join(', ')}`);

  const received = customer.received();
  const replies = thread.filter(({ content }) => content === 'reply');
  for (const item of replies) {
    const text = textOf(item);
    const arrived = received.filter((one) => one.includes(text)).length;
    const status = item.reply?.status ?? '';
    const told = ['SENT', 'DELIVERED', 'READ'].includes(status);
    if (arrived > 1) faults.push(`${customer.name}: "${text}" arrived ${arrived} times (${status})`);
    if (told && arrived === 0) faults.push(`${customer.name}: "${text}" is ${status} but never arrived`);
    if (!told && status !== 'UNKNOWN' && status !== 'FAILED')
      faults.push(`${customer.name}: "${text}" stayed ${status}`);
  }
  const strange = received.filter((text) => !replies.some((item) => text.includes(textOf(item))));
  if (strange.length > 0) faults.push(`${customer.name}: received what history does not hold: ${strange.join(', ')}`);
  return faults;
}
