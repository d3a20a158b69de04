import { useInfiniteQuery } from '@tanstack/react-query';
import { MIN_SEARCH } from '../../../wire/search.ts';
import type { SearchHit, SearchPage } from '../../../wire/search.ts';
import { callDesk } from '../api/http.ts';
import { useDebounced } from '../ui/use-debounced.ts';

/** Typing pauses this long before anything is asked. */
const QUIET_MS = 200;

/** Searches all threads, or one. What is asked for last counts: an answer to what is no longer asked is dropped. */
export function useSearch(typed: string, customerId: string) {
  const query = useDebounced(typed.trim(), QUIET_MS);
  const enabled = query.length >= MIN_SEARCH;
  const search = useInfiniteQuery({
    queryKey: ['search', customerId, query],
    queryFn: ({ pageParam, signal }) => {
      const asked = new URLSearchParams({ query, customerId, pageToken: pageParam });
      return callDesk<SearchPage>('GET', `/search?${asked.toString()}`, undefined, { signal });
    },
    initialPageParam: '',
    getNextPageParam: (page) => page.nextPageToken || undefined,
    enabled,
    retry: false,
    // While the next answer is on its way the last one stays, dimmed.
    placeholderData: (known) => known,
  });
  const hits: readonly SearchHit[] = enabled ? (search.data?.pages.flatMap((page) => page.hits) ?? []) : [];
  const waiting = enabled && (typed.trim() !== query || search.isPlaceholderData || search.isPending);
  const completeSinceMs = search.data?.pages[0]?.completeSinceMs ?? 0;
  return { search, hits, waiting, enabled, completeSinceMs };
}
