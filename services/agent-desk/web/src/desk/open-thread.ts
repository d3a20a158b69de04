import type { ItemPage } from '../../../wire/api.ts';
import { callDesk } from '../api/http.ts';
import { conversationPath, navigate } from '../navigation.ts';

/** Goes to a customer's thread by its newest conversation; false where there is none. Throws `HttpError`. */
export async function openNewestConversation(customerId: string): Promise<boolean> {
  const path = `/customers/${encodeURIComponent(customerId)}/items?pageSize=50`;
  const { items } = await callDesk<ItemPage>('GET', path);
  const newest = items.findLast((item) => item.conversationId !== '');
  if (newest === undefined) return false;
  navigate(conversationPath(newest.conversationId));
  return true;
}
