import { MessagesSquare } from 'lucide-react';
import { conversationsOf } from '../state/conversation-lists.ts';
import { useDeskState } from './desk-context.ts';

/** Beside the lists while no conversation is open. */
export function EmptyPane() {
  const state = useDeskState();
  const waiting = conversationsOf(state, 'queue').length;
  return (
    <section className="pane empty-pane" aria-label="No conversation is open">
      <MessagesSquare size={40} aria-hidden />
      <h2>Pick a conversation</h2>
      <p>
        {waiting === 0
          ? 'Nobody is waiting. New messages appear on the left.'
          : `${waiting} ${waiting === 1 ? 'customer waits' : 'customers wait'} in the queue.`}
      </p>
      <p>
        Press <kbd>?</kbd> for the keyboard shortcuts.
      </p>
    </section>
  );
}
