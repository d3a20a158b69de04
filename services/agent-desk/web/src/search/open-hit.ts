import type { SearchHit } from '../../../wire/search.ts';
import { messageOf } from '../api/http.ts';
import { openNewestConversation } from '../desk/open-thread.ts';
import { itemPath, navigate } from '../navigation.ts';
import { toast } from '../ui/toasts.tsx';

/** Goes to where something was found: the message in its thread, or the person's newest conversation. */
export function openHit(hit: SearchHit): void {
  if (hit.conversationId !== '' && hit.itemId !== '') {
    navigate(itemPath(hit.conversationId, hit.itemId, hit.atUs));
    return;
  }
  openNewestConversation(hit.customerId).then(
    (found) => {
      if (!found) toast('This customer has no conversation yet.', { kind: 'error' });
    },
    (error: unknown) => toast(messageOf(error), { kind: 'error' }),
  );
}
