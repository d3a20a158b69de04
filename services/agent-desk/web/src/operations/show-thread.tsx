import { useMutation } from '@tanstack/react-query';
import type { ItemPage } from '../../../wire/api.ts';
import { callDesk, messageOf } from '../api/http.ts';
import { conversationPath, navigate } from '../navigation.ts';
import { toast } from '../ui/toasts.tsx';

/** Leads to a customer's thread by its newest conversation. */
export function ShowThread({ customerId, label = '' }: { readonly customerId: string; readonly label?: string }) {
  const show = useMutation({
    mutationFn: () => callDesk<ItemPage>('GET', `/customers/${encodeURIComponent(customerId)}/items?pageSize=50`),
    onSuccess: ({ items }) => {
      const newest = items.findLast((item) => item.conversationId !== '');
      if (newest === undefined) toast('This customer has no conversation yet.', { kind: 'error' });
      else navigate(conversationPath(newest.conversationId));
    },
    onError: (error) => toast(messageOf(error), { kind: 'error' }),
  });
  return (
    <button type="button" className="button small" disabled={show.isPending} onClick={() => show.mutate()}>
      Show the thread<span className="visually-hidden">{label}</span>
    </button>
  );
}
