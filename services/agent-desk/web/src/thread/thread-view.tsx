import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { Conversation } from '../../../wire/model.ts';
import { useDesk, useDeskState } from '../desk/desk-context.ts';
import { conversationPath, navigate, usePlace } from '../navigation.ts';
import type { ThreadState } from '../state/thread-state.ts';
import { shownOf } from '../state/thread-window.ts';
import { dayOf } from '../ui/times.ts';
import { PageState } from './page-state.tsx';
import { ThreadRowView } from './thread-row-view.tsx';
import { threadRows } from './thread-rows.ts';
import type { ThreadRow } from './thread-rows.ts';
import { TypingLine } from './typing-line.tsx';
import { useMarkRead, useUnreadLine } from './use-reading.ts';
import { useSoughtItem } from './use-sought-item.ts';
import { useThreadPages } from './use-thread-pages.ts';

/** Nearer to the end than this counts as reading the newest. */
const AT_END_PX = 100;
/** Nearer to either end of what is loaded than this fetches what follows. */
const NEAR_PX = 600;

interface ThreadViewProps {
  readonly conversation: Conversation;
  readonly thread: ThreadState | undefined;
}

export function ThreadView({ conversation, thread }: ThreadViewProps) {
  const state = useDeskState();
  const { readUpToUs, renew } = useUnreadLine(thread);
  const shown = thread === undefined ? undefined : shownOf(thread);
  const isOld = thread !== undefined && thread.window !== null;
  const pending = isOld ? [] : state.pending.filter((one) => one.conversationId === conversation.conversationId);
  const pendingKey = JSON.stringify(pending);
  const rows = useMemo(
    () => threadRows(shown?.items ?? [], pending, { readUpToUs, dayOf }),
    // oxlint-disable-next-line react/exhaustive-deps -- `pending` is a new array at every render; its content counts
    [shown?.items, pendingKey, readUpToUs],
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
  const { client } = useDesk();
  const sought = usePlace();
  const pages = useThreadPages(thread);
  const { olderPageToken, newerPageToken } = shownOf(thread);
  const isOld = thread.window !== null;
  // The page that joins an old part to the newest one is read on, not followed to its end.
  const before = useRef(thread.window);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (rows[index]?.kind === 'item' ? 84 : 40),
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: 8,
    anchorTo: 'end',
    followOnAppend: !isOld && before.current === null,
    scrollEndThreshold: AT_END_PX,
    paddingStart: 16,
    paddingEnd: 12,
  });
  const opened = useRef(false);
  useEffect(() => {
    if (opened.current || rows.length === 0) return;
    opened.current = true;
    // An address may name the item to begin with.
    if (sought !== undefined) return;
    const unread = rows.findIndex((row) => row.kind === 'unread');
    if (unread === -1) virtualizer.scrollToEnd();
    else virtualizer.scrollToIndex(unread, { align: 'start' });
  }, [rows, virtualizer, sought]);
  useSoughtItem(sought, rows, virtualizer, pages);

  const newestUs = thread.items.at(-1)?.atUs ?? 0;
  const seenUs = useRef(newestUs);
  useEffect(() => {
    if (atEnd && !isOld) seenUs.current = newestUs;
    setMissed(thread.items.filter((item) => item.atUs > seenUs.current && item.content.kind === 'message').length);
  }, [atEnd, isOld, newestUs, thread.items]);
  useMarkRead(conversation, thread, atEnd && !isOld, onHide);

  const loadNear = (element: HTMLElement) => {
    const below = element.scrollHeight - element.scrollTop - element.clientHeight;
    if (element.scrollTop < NEAR_PX) pages.load('older');
    else if (below < NEAR_PX) pages.load('newer');
    return below;
  };
  const onScroll = () => {
    const element = scroller.current;
    if (element === null) return;
    const below = opened.current ? loadNear(element) : element.scrollHeight - element.scrollTop - element.clientHeight;
    setAtEnd(below < AT_END_PX);
  };
  // A page may be shorter than the screen: no scrolling follows that would ask for the next one.
  useEffect(() => {
    const element = scroller.current;
    if (element !== null && (!atEnd || isOld) && pages.error === '') loadNear(element);
  });
  useEffect(() => {
    const left = thread.window === null ? before.current?.items[0]?.itemId : undefined;
    before.current = thread.window;
    if (left !== undefined && !thread.items.some((item) => item.itemId === left)) virtualizer.scrollToEnd();
  }, [thread.window, thread.items, virtualizer]);
  // A banner above or a longer reply below takes room: who reads the newest goes on reading it.
  useEffect(() => {
    const element = scroller.current;
    if (element === null || !atEnd || isOld) return undefined;
    const observer = new ResizeObserver(() => virtualizer.scrollToEnd());
    observer.observe(element);
    return () => observer.disconnect();
  }, [atEnd, isOld, virtualizer]);
  const toNewest = () => {
    if (sought !== undefined) navigate(conversationPath(conversation.conversationId), { replace: true });
    client.store.dispatch({ type: 'window-closed', customerId: thread.customerId });
    requestAnimationFrame(() => virtualizer.scrollToEnd({ behavior: 'auto' }));
  };
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
        <PageState pages={pages} direction="older" ends={olderPageToken === ''} />
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
                <ThreadRowView
                  row={row}
                  thread={thread}
                  picture={conversation.pictureBlobId}
                  now={now}
                  soughtId={sought?.itemId ?? ''}
                />
              </div>
            );
          })}
        </div>
        <PageState pages={pages} direction="newer" ends={newerPageToken === ''} />
      </div>
      {(!atEnd || isOld) && (
        <button type="button" className="new-pill" onClick={toNewest}>
          <ArrowDown size={16} aria-hidden />
          {missed === 0 ? 'To the newest' : `${missed} new ${missed === 1 ? 'message' : 'messages'}`}
        </button>
      )}
      <TypingLine customerId={conversation.customerId} />
    </div>
  );
}
