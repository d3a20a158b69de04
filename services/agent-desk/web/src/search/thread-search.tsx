import { ChevronDown, ChevronUp, X } from 'lucide-react';
import { useState } from 'react';
import type { KeyboardEvent } from 'react';
import { MAX_SEARCH, MIN_SEARCH } from '../../../wire/search.ts';
import type { SearchHit } from '../../../wire/search.ts';
import type { Conversation } from '../../../wire/model.ts';
import { messageOf } from '../api/http.ts';
import { itemPath, navigate } from '../navigation.ts';
import { focusOnMount } from '../ui/focus-on-mount.ts';
import { useSearch } from './use-search.ts';

interface ThreadSearchProps {
  readonly conversation: Conversation;
  readonly onClose: () => void;
}

/** Search within the open thread: Enter goes to the next older place, Shift + Enter back, Escape ends it. */
export function ThreadSearch({ conversation, onClose }: ThreadSearchProps) {
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(-1);
  const found = useSearch(typed, conversation.customerId);
  const hits = found.hits.filter((hit) => hit.itemId !== '');
  const show = (index: number) => {
    const hit: SearchHit | undefined = hits[index];
    if (hit === undefined || found.waiting) return;
    setAt(index);
    navigate(itemPath(conversation.conversationId, hit.itemId, hit.atUs), { replace: true });
    if (index >= hits.length - 2 && found.search.hasNextPage) void found.search.fetchNextPage();
  };
  const turn = (by: 1 | -1) => show(at === -1 ? 0 : (at + by + hits.length) % Math.max(1, hits.length));
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onClose();
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    event.preventDefault();
    turn(event.shiftKey ? -1 : 1);
  };
  return (
    <search className="thread-search">
      <input
        ref={focusOnMount}
        type="search"
        aria-label="Search in this thread"
        placeholder="Search in this thread"
        value={typed}
        maxLength={MAX_SEARCH}
        autoComplete="off"
        dir="auto"
        onChange={(event) => {
          setTyped(event.target.value);
          setAt(-1);
        }}
        onKeyDown={onKeyDown}
      />
      <output className="thread-search-count" data-failed={found.search.isError}>
        {wordsOf()}
      </output>
      <button
        type="button"
        className="icon-button"
        aria-label="Next older place"
        disabled={hits.length === 0}
        onClick={() => turn(1)}
      >
        <ChevronUp size={18} aria-hidden />
      </button>
      <button
        type="button"
        className="icon-button"
        aria-label="Next newer place"
        disabled={hits.length === 0}
        onClick={() => turn(-1)}
      >
        <ChevronDown size={18} aria-hidden />
      </button>
      <button type="button" className="icon-button" aria-label="End the search" onClick={onClose}>
        <X size={18} aria-hidden />
      </button>
    </search>
  );

  function wordsOf(): string {
    if (typed.trim().length < MIN_SEARCH) return '';
    if (found.search.isError) return messageOf(found.search.error);
    if (found.waiting) return 'Searching…';
    if (hits.length === 0) return 'Nothing found';
    const all = `${hits.length}${found.search.hasNextPage ? '+' : ''}`;
    return at === -1 ? `${all} found` : `${at + 1} of ${all}`;
  }
}
