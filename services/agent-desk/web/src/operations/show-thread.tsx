import { useMutation } from '@tanstack/react-query';
import { messageOf } from '../api/http.ts';
import { openNewestConversation } from '../desk/open-thread.ts';
import { toast } from '../ui/toasts.tsx';

/** Leads to a customer's thread by its newest conversation. */
export function ShowThread({ customerId, label = '' }: { readonly customerId: string; readonly label?: string }) {
  const show = useMutation({
    mutationFn: () => openNewestConversation(customerId),
    onSuccess: (found) => {
      if (!found) toast('This customer has no conversation yet.', { kind: 'error' });
    },
    onError: (error) => toast(messageOf(error), { kind: 'error' }),
  });
  return (
    <button type="button" className="button small" disabled={show.isPending} onClick={() => show.mutate()}>
      Show the thread<span className="visually-hidden">{label}</span>
    </button>
  );
}
