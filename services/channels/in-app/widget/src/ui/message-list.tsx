import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { EMPTY_FEED, firstUnreadOf, reachesFirstUnread, timelineOf, type SessionView } from '@onethread/client';
import { useEnvironment } from './environment.ts';
import { DownIcon } from './icons.tsx';
import { EmptyThread, OlderMessages, TypingStatus } from './list-furniture.tsx';
import { OutgoingRow } from './outgoing-row.tsx';
import { ScrollPlace } from './scroll-place.ts';
import { TimelineRow } from './timeline-row.tsx';

export interface MessageListProps {
  readonly session: SessionView | undefined;
  readonly open: boolean;
}

/** What was here when the panel opened: later messages are news, and are announced. */
interface Opening {
  readonly person: string | undefined;
  readonly historyUpTo: number;
  readonly firstUnreadId: string | undefined;
}

export function MessageList({ session, open }: MessageListProps) {
  const { client, texts } = useEnvironment();
  const feed = session?.feed ?? EMPTY_FEED;
  const outgoing = session?.outgoing ?? [];
  const scrollerRef = useRef<HTMLDivElement>(null);
  const place = useMemo(() => new ScrollPlace(), []);
  const [atEnd, setAtEnd] = useState(true);
  const known = feed.cursor !== undefined;
  const person = client.session?.person;
  const [kept, setKept] = useState<Opening>();
  const opening = open && kept?.person === person ? kept : undefined;
  const connecting = session?.connection === 'connecting' || session?.connection === 'live';
  // While the connection is being made, what was missed is still to come and must not count as news.
  const settled =
    (feed.live && (reachesFirstUnread(feed) || session?.older === 'failed')) || (!connecting && feed.items.length > 0);
  const rows = useMemo(() => timelineOf(feed, opening?.firstUnreadId), [feed, opening]);
  const newest = feed.items.at(-1);
  const oldestId = feed.items[0]?.id;
  const lastWritten = outgoing.at(-1)?.cid;

  useLayoutEffect(() => place.attach(scrollerRef.current), [place]);

  useEffect(() => {
    if (open && feed.live && !settled && session?.older === 'idle') void client.session?.loadOlder();
  }, [client, open, feed.live, settled, session?.older]);

  // The line before the first unread stays where it was when the panel was opened, until it is opened again.
  useLayoutEffect(() => {
    if (!open) setKept(undefined);
    if (!open || !settled || opening !== undefined) return;
    place.toEnd();
    setAtEnd(true);
    setKept({ person, historyUpTo: feed.items.at(-1)?.at ?? 0, firstUnreadId: firstUnreadOf(feed)?.id });
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- only the moment of opening counts
  }, [open, settled, person]);

  // One goes on exactly where one stopped.
  useLayoutEffect(() => {
    const line = scrollerRef.current?.querySelector<HTMLElement>('.unread-line');
    if (line) place.upTo(line.offsetTop);
    setAtEnd(place.atEnd);
  }, [place, opening?.firstUnreadId]);

  useLayoutEffect(() => place.grownBelow(), [place, newest, outgoing.length, session?.typingAgent]);
  useLayoutEffect(() => place.grownAbove(), [place, oldestId]);
  useLayoutEffect(() => {
    if (lastWritten !== undefined) place.toEnd();
  }, [place, lastWritten]);

  useEffect(() => {
    if (typeof ResizeObserver === 'undefined' || scrollerRef.current === null) return undefined;
    const observer = new ResizeObserver(() => place.grownBelow());
    observer.observe(scrollerRef.current);
    return () => observer.disconnect();
  }, [place]);

  const opened = opening !== undefined;
  useEffect(() => {
    const seen = (): void => {
      if (opened && place.atEnd && document.visibilityState === 'visible') client.session?.markRead();
    };
    seen();
    document.addEventListener('visibilitychange', seen);
    return () => document.removeEventListener('visibilitychange', seen);
  }, [client, place, opened, atEnd, newest?.id, session?.connection]);

  function scrolled(): void {
    place.scrolled();
    setAtEnd(place.atEnd);
    if (opening !== undefined && place.atStart && session?.older === 'idle') void client.session?.loadOlder();
  }

  const historyUpTo = opening?.historyUpTo ?? Number.MAX_SAFE_INTEGER;
  const newBelow = newest !== undefined && !newest.mine && newest.at > historyUpTo;

  return (
    <div class="thread">
      <div
        ref={scrollerRef}
        class="scroller"
        role="log"
        aria-live="polite"
        aria-relevant="additions"
        aria-label={texts.list}
        aria-busy={!known}
        tabIndex={0}
        onScroll={scrolled}
        // A picture that has come takes more room than it was given.
        onLoadCapture={() => place.grownBelow()}
      >
        {!known && session !== undefined && (
          <p class="hint" aria-live="off">
            {texts.loading}
          </p>
        )}
        {feed.hasOlder && <OlderMessages state={session?.older ?? 'idle'} />}
        {known && feed.live && feed.items.length === 0 && outgoing.length === 0 && <EmptyThread />}
        {rows.map((row) => (
          <TimelineRow key={row.key} row={row} historyUpTo={historyUpTo} />
        ))}
        {outgoing.map((message) => (
          <OutgoingRow key={message.cid} message={message} connected={session?.connection === 'live'} />
        ))}
      </div>
      <TypingStatus agentName={session?.typingAgent} />
      {!atEnd && (
        <button
          type="button"
          class="to-end"
          aria-label={newBelow ? undefined : texts.jumpToLatest}
          onClick={() => place.toEnd()}
        >
          <DownIcon />
          {newBelow && <span>{texts.newMessages}</span>}
        </button>
      )}
    </div>
  );
}
