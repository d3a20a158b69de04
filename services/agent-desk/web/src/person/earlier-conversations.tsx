import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Conversation } from '../../../wire/model.ts';
import { callDesk } from '../api/http.ts';
import { useDeskState } from '../desk/desk-context.ts';
import { conversationPath } from '../navigation.ts';
import { shortTime } from '../ui/times.ts';
import { useNow } from '../ui/use-now.ts';
import { AppLink } from '../ui/app-link.tsx';

/** Earlier conversations that are looked up. */
const MAX_EARLIER = 10;
export const STATE_WORDS = { open: 'Open', snoozed: 'Snoozed', resolved: 'Resolved' } as const;

/** What there was before, as far as the thread is loaded. */
export function EarlierConversations({ conversation }: { readonly conversation: Conversation }) {
  const now = useNow(60_000);
  const state = useDeskState();
  const items = state.threads[conversation.customerId]?.items;
  const ids = useMemo(() => {
    const known = new Set((items ?? []).map((item) => item.conversationId));
    known.delete(conversation.conversationId);
    known.delete('');
    return [...known].toReversed().slice(0, MAX_EARLIER);
  }, [items, conversation.conversationId]);
  const found = useQueries({
    queries: ids.map((id) => ({
      queryKey: ['conversation', id],
      queryFn: () => callDesk<Conversation>('GET', `/conversations/${encodeURIComponent(id)}`),
    })),
  });
  const conversations = found.flatMap(({ data }) => (data === undefined ? [] : [data]));
  return (
    <section>
      <h3>Other conversations</h3>
      {conversations.length === 0 ? (
        <p className="faint">None in what is shown of the thread.</p>
      ) : (
        <ul className="earlier">
          {conversations.map((one) => (
            <li key={one.conversationId}>
              <AppLink href={conversationPath(one.conversationId)}>
                <span dir="auto">{one.subject || one.preview || 'Conversation'}</span>
                <span className="faint">
                  {STATE_WORDS[one.state]} · {shortTime(one.lastActivityMs, now)}
                </span>
              </AppLink>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
