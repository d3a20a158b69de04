import { useInfiniteQuery } from '@tanstack/react-query';
import { Tabs } from 'radix-ui';
import { useState } from 'react';
import type { ConversationPage } from '../../../wire/api.ts';
import type { Conversation } from '../../../wire/model.ts';
import { callDesk, messageOf } from '../api/http.ts';
import { useDeskState } from '../desk/desk-context.ts';
import { conversationsOf } from '../state/conversation-lists.ts';
import type { ListName } from '../state/conversation-lists.ts';
import { isPressing } from '../targets/target-words.ts';
import { useNow } from '../ui/use-now.ts';
import { ConversationRow } from './conversation-row.tsx';
import { AtRiskFilter } from './at-risk-filter.tsx';
import { ListSkeleton } from './list-skeleton.tsx';

const LISTS: readonly (readonly [ListName, string])[] = [
  ['mine', 'Mine'],
  ['queue', 'Queue'],
  ['snoozed', 'Snoozed'],
  ['resolved', 'Resolved'],
];

const EMPTY: Readonly<Record<ListName, string>> = {
  mine: 'Nothing on your desk. Accept an offer, or take somebody from the queue.',
  queue: 'Nobody is waiting.',
  snoozed: 'Nothing is snoozed. Snooze what has to wait, and it comes back by itself.',
  resolved: 'Nothing was resolved yet.',
};

export function ConversationLists({ selectedId }: { readonly selectedId: string }) {
  const state = useDeskState();
  const [list, setList] = useState<ListName>('mine');
  const [riskOnly, setRiskOnly] = useState(false);
  const now = useNow(20_000);
  const presses = (one: Conversation) => isPressing(one, now + state.clockOffsetMs);
  const counts: Readonly<Record<ListName, number>> = {
    mine: conversationsOf(state, 'mine').length,
    queue: conversationsOf(state, 'queue').length,
    snoozed: conversationsOf(state, 'snoozed').length,
    resolved: 0,
  };
  const rows = (name: ListName, conversations: readonly Conversation[]) =>
    conversations.length === 0 ? (
      <p className="list-empty">{riskOnly && name !== 'resolved' ? 'Nothing here is at risk.' : EMPTY[name]}</p>
    ) : (
      <ul className="conversation-list">
        {conversations.map((one) => (
          <li key={one.conversationId}>
            <ConversationRow conversation={one} list={name} now={now} selected={one.conversationId === selectedId} />
          </li>
        ))}
      </ul>
    );
  return (
    <Tabs.Root className="lists" value={list} onValueChange={(value) => setList(value as ListName)}>
      <Tabs.List className="list-tabs" aria-label="Lists">
        {LISTS.map(([name, label]) => (
          <Tabs.Trigger key={name} value={name} className="list-tab">
            {label}
            {counts[name] > 0 && <span className="count">{counts[name]}</span>}
          </Tabs.Trigger>
        ))}
      </Tabs.List>
      {LISTS.map(([name]) => (
        <Tabs.Content key={name} value={name} className="list-body" tabIndex={-1}>
          {name === 'resolved' ? (
            <ResolvedList rows={(conversations) => rows('resolved', conversations)} />
          ) : state.me === null ? (
            <ListSkeleton />
          ) : (
            <>
              <AtRiskFilter
                count={conversationsOf(state, name).filter(presses).length}
                active={riskOnly}
                onChange={setRiskOnly}
              />
              {rows(
                name,
                conversationsOf(state, name).filter((one) => !riskOnly || presses(one)),
              )}
            </>
          )}
        </Tabs.Content>
      ))}
    </Tabs.Root>
  );
}

/** Read by pages; what is known to be newer here replaces what the page says. */
function ResolvedList({ rows }: { readonly rows: (conversations: readonly Conversation[]) => React.ReactNode }) {
  const state = useDeskState();
  const live = Object.values(state.conversations).filter((one) => one.state === 'resolved');
  const query = useInfiniteQuery({
    queryKey: ['resolved', live.length],
    queryFn: ({ pageParam }) =>
      callDesk<ConversationPage>(
        'GET',
        `/conversations?state=resolved&pageSize=50&pageToken=${encodeURIComponent(pageParam)}`,
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextPageToken || undefined,
    placeholderData: (known) => known,
  });
  if (query.isPending) return <ListSkeleton />;
  if (query.isError) {
    return (
      <div className="list-empty" role="alert">
        <p>{messageOf(query.error)}</p>
        <button type="button" className="button small" onClick={() => void query.refetch()}>
          Try again
        </button>
      </div>
    );
  }
  const byId = new Map(query.data.pages.flatMap((page) => page.conversations).map((one) => [one.conversationId, one]));
  for (const one of Object.values(state.conversations)) {
    if (one.state === 'resolved') byId.set(one.conversationId, one);
    else byId.delete(one.conversationId);
  }
  return (
    <>
      {rows([...byId.values()].toSorted((one, other) => other.lastActivityMs - one.lastActivityMs))}
      {query.hasNextPage && (
        <button
          type="button"
          className="button small list-more"
          disabled={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {query.isFetchingNextPage ? 'Loading…' : 'Show more'}
        </button>
      )}
    </>
  );
}
