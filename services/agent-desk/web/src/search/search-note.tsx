import { messageOf } from '../api/http.ts';
import { fullTime } from '../ui/times.ts';
import type { useSearch } from './use-search.ts';

interface SearchNoteProps {
  readonly found: ReturnType<typeof useSearch>;
  readonly count: number;
}

/** Under the field: how to search, that it is being looked, what went wrong, or how much was found. */
export function SearchNote({ found, count }: SearchNoteProps) {
  const { search, waiting, enabled, completeSinceMs } = found;
  if (search.isError && enabled) {
    return (
      <p role="alert" className="form-error search-note">
        {messageOf(search.error)}{' '}
        <button type="button" className="link-button" onClick={() => void search.refetch()}>
          Try again
        </button>
      </p>
    );
  }
  return (
    <>
      <output className="search-note faint">{wordsOf()}</output>
      {enabled && completeSinceMs > 0 && (
        <p className="search-note search-incomplete">
          The index is being made again: older messages than {fullTime(completeSinceMs)} may be missing.
        </p>
      )}
    </>
  );

  function wordsOf(): string {
    if (!enabled) return 'All words must occur; “words in quotes” stand together. At least two characters.';
    if (waiting) return 'Searching…';
    if (count === 0) return 'Nothing found. Try fewer words, or only the beginning of the last one.';
    return `${count}${search.hasNextPage ? ' and more' : ''} found, newest first`;
  }
}
