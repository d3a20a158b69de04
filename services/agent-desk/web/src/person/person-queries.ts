import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { LinkChange, LinkPreview, Match, MatchPage, Person } from '../../../wire/identity.ts';
import { callDesk, messageOf } from '../api/http.ts';
import { toast } from '../ui/toasts.tsx';
import { madeLink } from './link-words.ts';

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

/** Two are one person. */
export interface LinkAsk {
  readonly customerId: string;
  readonly otherCustomerId: string;
  readonly otherName: string;
  readonly note: string;
  /** The possible match that is accepted by it. */
  readonly matchId?: string;
}

/** A link is taken back. */
export interface UnlinkAsk {
  readonly customerId: string;
  readonly linkId: string;
  readonly note: string;
  /** Two customers of the two sides: what undoing it links again. */
  readonly sides: readonly [string, string] | undefined;
}

/** What agents do to links, each with its way back. Rejections are for the caller to show. */
export function useLinkActions() {
  const queries = useQueryClient();
  const settled = () => Promise.all(['person', 'matches', 'link-preview'].map((key) => renew(key)));
  const renew = (key: string) => queries.invalidateQueries({ queryKey: [key] });

  const link = useMutation({
    mutationFn: async (ask: LinkAsk) => {
      const { customerId, otherCustomerId, note, matchId } = ask;
      const before = await knownLinks(customerId, otherCustomerId);
      const person =
        matchId === undefined
          ? await callDesk<Person>('POST', `${personPath(customerId)}/link`, { otherCustomerId, note })
          : await decide(matchId, true, note);
      return { person, made: madeLink(person.links, before) };
    },
    onSuccess: ({ made }, { customerId, otherCustomerId, otherName }) => {
      const sides = [customerId, otherCustomerId] as const;
      const undo = { customerId, linkId: made?.linkId ?? '', note: 'Undone at once', sides };
      const action = { label: 'Undo', run: () => unlink.mutate(undo, { onError: failed }) };
      toast(`Linked with ${otherName}: one thread now.`, made === undefined ? {} : { action });
    },
    onSettled: settled,
  });

  const unlink = useMutation({
    mutationFn: ({ customerId, linkId, note }: UnlinkAsk) =>
      callDesk<Person>('POST', `${personPath(customerId)}/unlink`, { linkId, note }),
    onSuccess: (_person, { sides }) => {
      if (sides === undefined) return toast('Taken apart: two threads now.');
      const [customerId, otherCustomerId] = sides;
      const again = { customerId, otherCustomerId, otherName: 'the other side', note: 'Taken apart by mistake' };
      const action = { label: 'Undo', run: () => link.mutate(again, { onError: failed }) };
      return toast('Taken apart: two threads now.', { action });
    },
    onSettled: settled,
  });

  const dismiss = useMutation({
    mutationFn: ({ match, note }: { readonly match: Match; readonly note: string }) =>
      decide(match.matchId, false, note),
    onSuccess: () => toast('Noted: two different people. It is not asked again.'),
    onError: failed,
    onSettled: settled,
  });

  return { link, unlink, dismiss };
}

function failed(error: unknown): void {
  toast(messageOf(error), { kind: 'error' });
}

function decide(matchId: string, accept: boolean, note: string): Promise<Person> {
  return callDesk<Person>('POST', `/matches/${encodeURIComponent(matchId)}/decide`, { accept, note });
}

/** Links of both sides as they are, so that the new one can be told from them. */
async function knownLinks(...customerIds: readonly string[]): Promise<ReadonlySet<string>> {
  const people = await Promise.all(customerIds.map((id) => callDesk<Person>('GET', personPath(id))));
  return new Set(people.flatMap((person) => person.links.map((one) => one.linkId)));
}
