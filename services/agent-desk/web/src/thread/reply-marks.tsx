import { Bot, CopyCheck } from 'lucide-react';
import type { Item, ReplyContent } from '../../../wire/model.ts';
import { useDeskState } from '../desk/desk-context.ts';
import { itemPath, navigate } from '../navigation.ts';
import type { ThreadState } from '../state/thread-state.ts';
import { WrittenFor } from './written-for.tsx';

interface ReplyMarksProps {
  readonly item: Item;
  readonly reply: ReplyContent;
  readonly thread: ThreadState;
}

/** What a reply is besides somebody's words: automatic, a copy of another, meant for whom we thought it was. */
export function ReplyMarks({ item, reply, thread }: ReplyMarksProps) {
  const { channels } = useDeskState();
  const isCopy = reply.copyOf !== '';
  return (
    <>
      {isCopy && (
        <p className="marks">
          <CopyCheck size={14} aria-hidden /> Copy by {channels[item.channel]?.label ?? item.channel} of{' '}
          <button
            type="button"
            className="link-button"
            // The copy followed at once: what is around it holds the original too.
            onClick={() => navigate(itemPath(item.conversationId, reply.copyOf, item.atUs))}
          >
            an earlier reply
          </button>
        </p>
      )}
      {reply.automatic && !isCopy && (
        <p className="marks">
          <Bot size={14} aria-hidden /> Automatic, not an agent’s words
        </p>
      )}
      {reply.writtenFor.length > 0 && <WrittenFor customerIds={reply.writtenFor} thread={thread} />}
    </>
  );
}
