import { useEffect, useState } from 'react';
import type { Conversation } from '../../../wire/model.ts';
import { useDesk, useDeskState } from '../desk/desk-context.ts';
import type { ThreadState } from '../state/thread-state.ts';

/** Where reading had ended when this thread was opened or last left: the line stays there while one reads on. */
export function useUnreadLine(thread: ThreadState | undefined) {
  const [readUpToUs, setReadUpToUs] = useState<number>();
  const present = thread?.agentsReadUpToUs;
  if (readUpToUs === undefined && present !== undefined) setReadUpToUs(present);
  // Nothing read so far: all of it is new, and a line would only repeat that.
  return { readUpToUs: readUpToUs === 0 ? undefined : readUpToUs, renew: () => setReadUpToUs(present) };
}

/** What this agent has before the eyes is read; only who holds the conversation reads for the team. */
export function useMarkRead(conversation: Conversation, thread: ThreadState, atEnd: boolean, onHide: () => void): void {
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
