import { useEffect, useMemo, useState } from 'react';
import type { Agent } from '../../../wire/model.ts';
import { callDesk, HttpError } from '../api/http.ts';
import { createDrafts } from '../composer/drafts.ts';
import { createStorageOutbox } from '../connection/outbox.ts';
import { useRoute } from '../navigation.ts';
import { OperationsPage } from '../operations/operations-page.tsx';
import { MatchesPage } from '../person/matches-page.tsx';
import { PersonCard } from '../person/person-card.tsx';
import { SearchDialog } from '../search/search-dialog.tsx';
import { Sidebar } from '../sidebar/sidebar.tsx';
import { unreadOf } from '../state/conversation-lists.ts';
import { TeamPage } from '../team/team-page.tsx';
import { ThreadPane } from '../thread/thread-pane.tsx';
import { SettingsPage } from '../settings/settings-page.tsx';
import { WallboardPage } from '../wallboard/wallboard-page.tsx';
import { openBrowserSocket, tabId } from './browser-socket.ts';
import { ConnectionBanner } from './connection-banner.tsx';
import { DeskClient } from './desk-client.ts';
import { DeskContext, useDesk, useDeskState } from './desk-context.ts';
import { EmptyPane } from './empty-pane.tsx';
import { ShortcutsDialog } from './shortcuts-dialog.tsx';
import { useShortcuts } from './use-shortcuts.ts';

interface DeskProps {
  readonly agent: Agent;
  readonly onSignedOut: () => void;
}

export function Desk({ agent, onSignedOut }: DeskProps) {
  const parts = useMemo(
    () => ({ client: createClient(agent.agentId), drafts: createDrafts(localStorage, agent.agentId), agent }),
    [agent],
  );
  useEffect(() => {
    const { client } = parts;
    client.start();
    const wake = () => {
      if (document.visibilityState === 'visible') client.wake();
    };
    addEventListener('online', wake);
    document.addEventListener('visibilitychange', wake);
    const aging = setInterval(() => client.store.dispatch({ type: 'activities-aged', nowMs: Date.now() }), 1000);
    return () => {
      clearInterval(aging);
      removeEventListener('online', wake);
      document.removeEventListener('visibilitychange', wake);
      client.stop();
    };
  }, [parts]);
  return (
    <DeskContext value={parts}>
      <DeskFrame onSignedOut={onSignedOut} />
    </DeskContext>
  );
}

function DeskFrame({ onSignedOut }: Pick<DeskProps, 'onSignedOut'>) {
  const state = useDeskState();
  const route = useRoute();
  const [cardOpen, setCardOpen] = useState(false);
  const [shortcutsOpen, setShortcutsOpen] = useState(false);
  const signedOut = state.connection === 'signed-out';
  useEffect(() => {
    if (signedOut) onSignedOut();
  }, [signedOut, onSignedOut]);
  useUnreadTitle(unreadOf(state));
  const [searchOpen, setSearchOpen] = useState(false);
  useShortcuts({ openHelp: () => setShortcutsOpen(true), openSearch: () => setSearchOpen(true) });

  const conversationId = route.page === 'conversation' ? route.conversationId : '';
  const conversation = state.conversations[conversationId];
  const view = route.page === 'home' || route.page === 'login' ? 'lists' : 'main';
  return (
    <div className="desk" data-view={view} data-card={cardOpen && conversation !== undefined ? 'open' : 'closed'}>
      <ConnectionBanner connection={state.connection} />
      <Sidebar
        onSignedOut={onSignedOut}
        onShortcuts={() => setShortcutsOpen(true)}
        onSearch={() => setSearchOpen(true)}
        onMatches={route.page === 'matches'}
        selectedId={conversationId}
        isMain={view === 'lists'}
      />
      {route.page === 'conversation' && (
        <ThreadPane
          key={conversationId}
          conversationId={conversationId}
          onToggleCard={() => setCardOpen((open) => !open)}
        />
      )}
      {route.page === 'team' && <TeamPage />}
      {route.page === 'operations' && <OperationsPage />}
      {route.page === 'matches' && <MatchesPage />}
      {route.page === 'wallboard' && <WallboardPage />}
      {route.page === 'settings' && <SettingsPage section={route.section} entry={route.entry} />}
      {view === 'lists' && <EmptyPane />}
      {conversation !== undefined && (
        <PersonCard key={conversation.customerId} conversation={conversation} onClose={() => setCardOpen(false)} />
      )}
      {searchOpen && <SearchDialog onClose={() => setSearchOpen(false)} />}
      {shortcutsOpen && <ShortcutsDialog onClose={() => setShortcutsOpen(false)} />}
      <Announcer />
    </div>
  );
}

/** Reads new messages of this agent's conversations to those who listen to the page. */
function Announcer() {
  const { client } = useDesk();
  const [text, setText] = useState('');
  useEffect(
    () =>
      client.store.subscribe(() => {
        const { conversations, me } = client.store.getState();
        const mine = Object.values(conversations).filter((one) => one.assigneeId === me?.agentId && one.unread > 0);
        const newest = mine.toSorted((one, other) => other.lastActivityMs - one.lastActivityMs)[0];
        if (newest?.previewFromCustomer === true) setText(`New message from ${newest.customerName}: ${newest.preview}`);
      }),
    [client],
  );
  return <output className="visually-hidden">{text}</output>;
}

function useUnreadTitle(unread: number): void {
  useEffect(() => {
    document.title = unread === 0 ? 'Onethread' : `(${unread}) Onethread`;
    return () => {
      document.title = 'Onethread';
    };
  }, [unread]);
}

function createClient(agentId: string): DeskClient {
  const id = tabId();
  return new DeskClient({
    open: (events) => openBrowserSocket(id, events),
    timers: {
      now: () => Date.now(),
      random: () => Math.random(),
      after: (ms, run) => {
        const timer = setTimeout(run, ms);
        return () => clearTimeout(timer);
      },
    },
    checkSession: async () => {
      try {
        await callDesk('GET', '/session');
        return 'valid';
      } catch (error) {
        return error instanceof HttpError && error.status === 401 ? 'signed-out' : 'unreachable';
      }
    },
    outbox: createStorageOutbox(localStorage, agentId),
  });
}
