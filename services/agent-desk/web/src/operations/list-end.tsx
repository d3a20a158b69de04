import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import { messageOf } from '../api/http.ts';

interface ListEndProps {
  readonly query: Pick<
    UseInfiniteQueryResult,
    'isPending' | 'isError' | 'error' | 'hasNextPage' | 'isFetchingNextPage' | 'fetchNextPage' | 'refetch'
  >;
  readonly isEmpty: boolean;
  readonly empty: string;
}

/** Under a list that comes in pages: loading, what went wrong, nothing at all, or more. */
export function ListEnd({ query, isEmpty, empty }: ListEndProps) {
  if (query.isPending) return <output className="operations-note">Loading…</output>;
  if (query.isError) {
    return (
      <div role="alert" className="operations-note">
        <p className="form-error">{messageOf(query.error)}</p>
        <button type="button" className="button" onClick={() => void query.refetch()}>
          Try again
        </button>
      </div>
    );
  }
  if (isEmpty) return <p className="operations-note">{empty}</p>;
  if (!query.hasNextPage) return null;
  return (
    <button
      type="button"
      className="button wide"
      disabled={query.isFetchingNextPage}
      onClick={() => void query.fetchNextPage()}
    >
      {query.isFetchingNextPage ? 'Loading…' : 'Show more'}
    </button>
  );
}
