import { useId, useState } from 'react';
import type { KeyboardEvent } from 'react';
import { MAX_SEARCH } from '../../../wire/search.ts';
import type { SearchHit } from '../../../wire/search.ts';
import { focusOnMount } from '../ui/focus-on-mount.ts';
import { Modal } from '../ui/modal.tsx';
import { keyOfHit, groupHits } from './group-hits.ts';
import { openHit } from './open-hit.ts';
import { SearchNote } from './search-note.tsx';
import { SearchResults } from './search-results.tsx';
import { useSearch } from './use-search.ts';

/** Search over everything that was ever written: typed, walked with the arrows, opened with Enter. */
export function SearchDialog({ onClose }: { readonly onClose: () => void }) {
  const [typed, setTyped] = useState('');
  const [chosenKey, setChosenKey] = useState('');
  const listId = useId();
  const found = useSearch(typed, '');
  const groups = groupHits(found.hits);
  const hits = groups.flatMap((group) => group.hits);
  const at = Math.max(
    0,
    hits.findIndex((hit) => keyOfHit(hit) === chosenKey),
  );
  const chosen = hits[at];

  const pick = (hit: SearchHit) => {
    onClose();
    openHit(hit);
  };
  const choose = (index: number) => {
    const hit = hits[index];
    if (hit === undefined) return;
    setChosenKey(keyOfHit(hit));
    document.getElementById(`${listId}-${index}`)?.scrollIntoView({ block: 'nearest' });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      choose((at + step + hits.length) % Math.max(1, hits.length));
    }
    if (event.key === 'Enter') {
      event.preventDefault();
      // What is still being looked for is not what would be opened.
      if (chosen !== undefined && !found.waiting) pick(chosen);
    }
  };
  return (
    <Modal title="Search" wide onClose={onClose}>
      <div className="search">
        <input
          ref={focusOnMount}
          type="search"
          role="combobox"
          className="search-field"
          aria-label="Search all threads"
          aria-expanded={hits.length > 0}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={chosen === undefined ? undefined : `${listId}-${at}`}
          placeholder="Words, names, addresses, file names"
          value={typed}
          maxLength={MAX_SEARCH}
          autoComplete="off"
          dir="auto"
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={onKeyDown}
        />
        <SearchNote found={found} count={hits.length} />
        <SearchResults listId={listId} groups={groups} chosen={chosen} dimmed={found.waiting} onPick={pick} />
        {found.search.hasNextPage && !found.waiting && (
          <button
            type="button"
            className="button small list-more"
            disabled={found.search.isFetchingNextPage}
            onClick={() => void found.search.fetchNextPage()}
          >
            {found.search.isFetchingNextPage ? 'Loading…' : 'Show more'}
          </button>
        )}
      </div>
    </Modal>
  );
}
