import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Conversation } from '../../../wire/model.ts';
import { callDesk, messageOf } from '../api/http.ts';
import { Composer } from '../composer/composer.tsx';
import { useDesk, useDeskState } from '../desk/desk-context.ts';
import { MatchBanner } from '../person/match-banner.tsx';
import { usePerson } from '../person/person-queries.ts';
import { StandingLine } from '../assignment/standing-line.tsx';
import { ThreadSearch } from '../search/thread-search.tsx';
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
  const thread = state.threads[customerId ?? ''];
  const person = usePerson(customerId ?? '', thread?.epoch);
  const [searching, setSearching] = useState(false);
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
      <ThreadHeader
        conversation={conversation}
        onToggleCard={onToggleCard}
        onSearch={() => setSearching((open) => !open)}
      />
      <StandingLine conversation={conversation} />
      {searching && <ThreadSearch conversation={conversation} onClose={() => setSearching(false)} />}
      {person.data?.matches.slice(0, 1).map((match) => (
        <MatchBanner key={match.matchId} match={match} />
      ))}
      <ThreadView conversation={conversation} thread={thread} />
      <Composer conversation={conversation} thread={thread} />
    </main>
  );
}
