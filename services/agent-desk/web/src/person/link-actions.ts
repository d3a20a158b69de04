import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { QueryClient } from '@tanstack/react-query';
import type { Match, Person } from '../../../wire/identity.ts';
import { callDesk, messageOf } from '../api/http.ts';
import { toast } from '../ui/toasts.tsx';
import { madeLink } from './link-words.ts';
import { personPath } from './person-queries.ts';

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
  /** A customer of each side: what undoing it links again. */
  readonly sides: readonly [string, string] | undefined;
}

/** What agents do to links, each with its way back in a notice. What fails is for the form to show. */
export function useLinkActions() {
  const queries = useQueryClient();
  return {
    link: useMutation({ mutationFn: (ask: LinkAsk) => link(queries, ask) }),
    unlink: useMutation({ mutationFn: (ask: UnlinkAsk) => unlink(queries, ask) }),
    dismiss: useMutation({ mutationFn: (match: Match) => dismiss(queries, match), onError: failed }),
  };
}

async function link(queries: QueryClient, ask: LinkAsk): Promise<void> {
  const { customerId, otherCustomerId, otherName, note, matchId } = ask;
  const before = await knownLinks(customerId, otherCustomerId);
  const person = await renewing(queries, () =>
    matchId === undefined
      ? callDesk<Person>('POST', `${personPath(customerId)}/link`, { otherCustomerId, note })
      : decide(matchId, true, note),
  );
  const made = madeLink(person.links, before);
  const sides = [customerId, otherCustomerId] as const;
  const undo = { customerId, linkId: made?.linkId ?? '', note: 'Undone at once', sides };
  // The form is gone by then: what fails is told in a notice.
  const action = { label: 'Undo', run: () => void unlink(queries, undo).catch(failed) };
  toast(`Linked with ${otherName}: one thread now.`, made === undefined ? {} : { action });
}

async function unlink(queries: QueryClient, { customerId, linkId, note, sides }: UnlinkAsk): Promise<void> {
  await renewing(queries, () => callDesk('POST', `${personPath(customerId)}/unlink`, { linkId, note }));
  const [one = '', other = ''] = sides ?? [];
  const again = {
    customerId: one,
    otherCustomerId: other,
    otherName: 'the other side',
    note: 'Taken apart by mistake',
  };
  const action = { label: 'Undo', run: () => void link(queries, again).catch(failed) };
  toast('Taken apart: two threads now.', sides === undefined ? {} : { action });
}

async function dismiss(queries: QueryClient, match: Match): Promise<void> {
  await renewing(queries, () => decide(match.matchId, false, ''));
  toast('Noted: two different people. It is not asked again.');
}

/** Whatever comes of a change, what is shown of people is asked for again. */
async function renewing<T>(queries: QueryClient, change: () => Promise<T>): Promise<T> {
  try {
    return await change();
  } finally {
    for (const key of ['person', 'matches', 'link-preview']) void queries.invalidateQueries({ queryKey: [key] });
  }
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
