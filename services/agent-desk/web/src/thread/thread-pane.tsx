import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Conversation } from '../../../wire/model.ts';
import { callDesk, messageOf } from '../api/http.ts';
import { Composer } from '../composer/composer.tsx';
import { useDesk, useDeskState } from '../desk/desk-context.ts';
import { ThreadHeader } from './thread-header.tsx';
import { ThreadView } from './thread-view.tsx';

interface ThreadPaneProps {
  readonly conversationId: string;
  readonly onToggleCard: () => void;
}

/** One conversation, in its customer's whole thread. */
export function ThreadPane({ conversationId, onToggleCard }: ThreadPaneProps) {
  const { client } = useDesk();
  const state = useDeskState();
  const conversation = state.conversations[conversationId];
  const missing = conversation === undefined && state.me !== null;
  const fetched = useQuery({
    queryKey: ['conversation', conversationId],
    queryFn: async () => {
      const found = await callDesk<Conversation>('GET', `/conversations/${encodeURIComponent(conversationId)}`);
      client.store.dispatch({ type: 'conversation-fetched', conversation: found });
      return found;
    },
    enabled: missing,
    gcTime: 0,
  });
  const customerId = conversation?.customerId;
  useEffect(() => {
    if (customerId !== undefined) client.openThread(customerId);
  }, [client, customerId]);

  if (conversation === undefined) {
    return (
      <main className="pane">
        {fetched.isError ? (
          <div className="page-note" role="alert">
            <p>{messageOf(fetched.error)}</p>
            <a className="button" href="/">
              Back to the lists
            </a>
          </div>
        ) : (
          <output className="thread-skeleton" aria-label="Loading the conversation">
            <span className="skeleton" />
            <span className="skeleton" />
            <span className="skeleton" />
          </output>
        )}
      </main>
    );
  }
  return (
    <main className="pane thread-pane" aria-label="Conversation">
      <ThreadHeader conversation={conversation} onToggleCard={onToggleCard} />
      <ThreadView conversation={conversation} thread={state.threads[conversation.customerId]} />
      <Composer conversation={conversation} thread={state.threads[conversation.customerId]} />
    </main>
  );
}
