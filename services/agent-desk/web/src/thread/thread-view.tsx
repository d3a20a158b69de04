import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { ItemPage } from '../../../wire/api.ts';
import type { Conversation } from '../../../wire/model.ts';
import { callDesk, messageOf } from '../api/http.ts';
import { useDesk, useDeskState } from '../desk/desk-context.ts';
import type { ThreadState } from '../state/thread-state.ts';
import { dayName, dayOf } from '../ui/times.ts';
import { EventLine } from './event-line.tsx';
import { MessageRow } from './message-row.tsx';
import { PendingRow } from './pending-row.tsx';
import { threadRows } from './thread-rows.ts';
import type { ThreadRow } from './thread-rows.ts';
import { TypingLine } from './typing-line.tsx';

/** Nearer to the end than this counts as reading the newest. */
const AT_END_PX = 100;
/** Nearer to the beginning than this fetches what is older. */
const NEAR_START_PX = 600;

interface ThreadViewProps {
  readonly conversation: Conversation;
  readonly thread: ThreadState | undefined;
}

export function ThreadView({ conversation, thread }: ThreadViewProps) {
  const state = useDeskState();
  const { readUpToUs, renew } = useUnreadLine(thread);
  const pending = state.pending.filter((one) => one.conversationId === conversation.conversationId);
  const pendingKey = JSON.stringify(pending);
  const rows = useMemo(
    () => threadRows(thread?.items ?? [], pending, { readUpToUs, dayOf }),
    // oxlint-disable-next-line react/exhaustive-deps -- `pending` is a new array at every render; its content counts
    [thread?.items, pendingKey, readUpToUs],
  );
  if (thread === undefined) {
    return (
      <output className="thread-skeleton" aria-label="Loading messages">
        <span className="skeleton" />
        <span className="skeleton mine" />
        <span className="skeleton" />
      </output>
    );
  }
  return <ThreadScroller conversation={conversation} thread={thread} rows={rows} onHide={renew} />;
}

interface ThreadScrollerProps {
  readonly conversation: Conversation;
  readonly thread: ThreadState;
  readonly rows: readonly ThreadRow[];
  readonly onHide: () => void;
}

function ThreadScroller({ conversation, thread, rows, onHide }: ThreadScrollerProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const [atEnd, setAtEnd] = useState(true);
  const [missed, setMissed] = useState(0);
  const older = useOlderPages(thread);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (rows[index]?.kind === 'item' ? 84 : 40),
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: 8,
    anchorTo: 'end',
    followOnAppend: true,
    scrollEndThreshold: AT_END_PX,
    paddingStart: 16,
    paddingEnd: 12,
  });
  const opened = useRef(false);
  useEffect(() => {
    if (opened.current || rows.length === 0) return;
    opened.current = true;
    const unread = rows.findIndex((row) => row.kind === 'unread');
    if (unread === -1) virtualizer.scrollToEnd();
    else virtualizer.scrollToIndex(unread, { align: 'start' });
  }, [rows, virtualizer]);

  const newestUs = thread.items.at(-1)?.atUs ?? 0;
  const seenUs = useRef(newestUs);
  useEffect(() => {
    if (atEnd) seenUs.current = newestUs;
    setMissed(thread.items.filter((item) => item.atUs > seenUs.current && item.content.kind === 'message').length);
  }, [atEnd, newestUs, thread.items]);
  useMarkRead(conversation, thread, atEnd, onHide);

  const onScroll = () => {
    const element = scroller.current;
    if (element === null) return;
    setAtEnd(element.scrollHeight - element.scrollTop - element.clientHeight < AT_END_PX);
    if (element.scrollTop < NEAR_START_PX && opened.current) older.load();
  };
  // A page may be shorter than the screen: no scrolling follows that would ask for the next one.
  useEffect(() => {
    const element = scroller.current;
    if (element !== null && !atEnd && element.scrollTop < NEAR_START_PX && older.error === '') older.load();
  });
  const now = Date.now();
  return (
    <div className="thread-body">
      <div
        ref={scroller}
        className="thread-scroller"
        role="log"
        aria-live="off"
        aria-label="Messages"
        tabIndex={0}
        onScroll={onScroll}
      >
        <OlderState older={older} begins={thread.olderPageToken === ''} />
        {rows.length === 0 && <p className="list-empty">No messages yet.</p>}
        <div className="thread-canvas" style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map((place) => {
            const row = rows[place.index];
            if (row === undefined) return null;
            return (
              <div
                key={place.key}
                ref={virtualizer.measureElement}
                data-index={place.index}
                className="thread-row"
                style={{ transform: `translateY(${place.start}px)` }}
              >
                <Row row={row} thread={thread} now={now} />
              </div>
            );
          })}
        </div>
      </div>
      {!atEnd && (
        <button type="button" className="new-pill" onClick={() => virtualizer.scrollToEnd({ behavior: 'auto' })}>
          <ArrowDown size={16} aria-hidden />
          {missed === 0 ? 'To the newest' : `${missed} new ${missed === 1 ? 'message' : 'messages'}`}
        </button>
      )}
      <TypingLine customerId={conversation.customerId} />
    </div>
  );
}

function Row({ row, thread, now }: { readonly row: ThreadRow; readonly thread: ThreadState; readonly now: number }) {
  switch (row.kind) {
    case 'day':
      return (
        <div className="day-line">
          <span>{dayName(row.atMs, now)}</span>
        </div>
      );
    case 'unread':
      return (
        <div className="unread-line">
          <span>New since you last looked</span>
        </div>
      );
    case 'event':
      return <EventLine item={row.item} />;
    case 'item':
      return <MessageRow item={row.item} first={row.first} last={row.last} thread={thread} />;
    case 'pending':
      return <PendingRow pending={row.pending} />;
  }
}

interface OlderPages {
  readonly load: () => void;
  readonly loading: boolean;
  readonly error: string;
}

/** Fetches older items page by page, one at a time. */
function useOlderPages(thread: ThreadState): OlderPages {
  const { client } = useDesk();
  const [loading, setLoading] = useState(false);
  const [error, setError] = useState('');
  const busy = useRef(false);
  const load = () => {
    const { customerId, olderPageToken, epoch } = thread;
    if (busy.current || olderPageToken === '') return;
    busy.current = true;
    setLoading(true);
    setError('');
    callDesk<ItemPage>(
      'GET',
      `/customers/${encodeURIComponent(customerId)}/items?pageToken=${encodeURIComponent(olderPageToken)}`,
    )
      .then(
        (page) => client.store.dispatch({ type: 'older-page', customerId, epoch, page }),
        (failure: unknown) => setError(messageOf(failure)),
      )
      .finally(() => {
        busy.current = false;
        setLoading(false);
      });
  };
  return { load, loading, error };
}

function OlderState({ older, begins }: { readonly older: OlderPages; readonly begins: boolean }) {
  if (older.error !== '') {
    return (
      <p className="older-state" role="alert">
        {older.error}{' '}
        <button type="button" className="link-button" onClick={older.load}>
          Try again
        </button>
      </p>
    );
  }
  if (older.loading) return <p className="older-state">Loading older messages…</p>;
  return begins ? null : (
    <p className="older-state">
      <button type="button" className="link-button" onClick={older.load}>
        Show older messages
      </button>
    </p>
  );
}

/** Where reading had ended when this thread was opened or last left: the line stays there while one reads on. */
function useUnreadLine(thread: ThreadState | undefined) {
  const [readUpToUs, setReadUpToUs] = useState<number>();
  const present = thread?.agentsReadUpToUs;
  if (readUpToUs === undefined && present !== undefined) setReadUpToUs(present);
  // Nothing read so far: all of it is new, and a line would only repeat that.
  return { readUpToUs: readUpToUs === 0 ? undefined : readUpToUs, renew: () => setReadUpToUs(present) };
}

/** What this agent has before the eyes is read; only who holds the conversation reads for the team. */
function useMarkRead(conversation: Conversation, thread: ThreadState, atEnd: boolean, onHide: () => void): void {
  const { client } = useDesk();
  const state = useDeskState();
  const mine = conversation.assigneeId !== '' && conversation.assigneeId === state.me?.agentId;
  const newest = thread.items.findLast((item) => item.content.kind === 'message')?.atUs ?? 0;
  const unread = newest > thread.agentsReadUpToUs;
  useEffect(() => {
    const look = () => {
      if (document.visibilityState === 'hidden') onHide();
      else if (mine && atEnd && unread) client.markRead(thread.customerId, newest);
    };
    look();
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, [client, mine, atEnd, unread, newest, thread.customerId, onHide]);
}
