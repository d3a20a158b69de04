import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { LinkChange, LinkPreview, MatchPage, Person } from '../../../wire/identity.ts';
import { callDesk } from '../api/http.ts';

/** A possible match is noticed while nobody looks: asked for so often. */
const MATCHES_EVERY_MS = 30_000;
const MATCHES_PAGE = 100;

export function personPath(customerId: string): string {
  return `/people/${encodeURIComponent(customerId)}`;
}

/** Who is behind a customer. `epoch` counts how often the thread was put together anew: then it is asked for again. */
export function usePerson(customerId: string, epoch = 0) {
  return useQuery({
    queryKey: ['person', customerId, epoch],
    queryFn: () => callDesk<Person>('GET', personPath(customerId)),
    placeholderData: (known) => known,
    refetchInterval: MATCHES_EVERY_MS,
    enabled: customerId !== '',
  });
}

/** Possible matches that nobody has decided, newest first. */
export function useMatches() {
  return useInfiniteQuery({
    queryKey: ['matches'],
    queryFn: ({ pageParam }) =>
      callDesk<MatchPage>('GET', `/matches?pageSize=${MATCHES_PAGE}&pageToken=${encodeURIComponent(pageParam)}`),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextPageToken || undefined,
    refetchInterval: MATCHES_EVERY_MS,
  });
}

/** What a change would do; asked anew each time it is looked at. */
export function usePreview(customerId: string, change: LinkChange) {
  return useQuery({
    queryKey: ['link-preview', customerId, change],
    queryFn: () => callDesk<LinkPreview>('POST', `${personPath(customerId)}/preview`, change),
    gcTime: 0,
    staleTime: 0,
  });
}
