import { useRef, useState } from 'react';
import type { ItemPage } from '../../../wire/api.ts';
import { callDesk, messageOf } from '../api/http.ts';
import { useDesk } from '../desk/desk-context.ts';
import type { ThreadState } from '../state/thread-state.ts';
import { shownOf } from '../state/thread-window.ts';

export type Direction = 'older' | 'newer';

export interface ThreadPages {
  readonly load: (direction: Direction) => void;
  /** A page is on its way, also where that is not shown yet. */
  readonly isBusy: () => boolean;
  readonly loading: Direction | 'around' | undefined;
  /** What went wrong with the last page; empty: nothing. */
  readonly error: string;
  /** Fetches what stands around an instant. */
  readonly openAround: (atUs: number) => void;
}

/** Fetches pages of a thread in both directions, one at a time. */
export function useThreadPages(thread: ThreadState): ThreadPages {
  const { client } = useDesk();
  const [loading, setLoading] = useState<ThreadPages['loading']>();
  const [error, setError] = useState('');
  const busy = useRef(false);
  const { customerId, epoch } = thread;
  const fetchPage = (what: NonNullable<typeof loading>, query: string, take: (page: ItemPage) => void) => {
    if (busy.current) return;
    busy.current = true;
    setLoading(what);
    setError('');
    callDesk<ItemPage>('GET', `/customers/${encodeURIComponent(customerId)}/items?${query}`)
      .then(take, (failure: unknown) => setError(messageOf(failure)))
      .finally(() => {
        busy.current = false;
        setLoading(undefined);
      });
  };
  const load = (direction: Direction) => {
    const shown = shownOf(thread);
    const token = direction === 'older' ? shown.olderPageToken : shown.newerPageToken;
    if (token === '') return;
    const query = `pageToken=${encodeURIComponent(token)}${direction === 'newer' ? '&newer=1' : ''}`;
    fetchPage(direction, query, (page) =>
      client.store.dispatch(
        thread.window === null
          ? { type: 'older-page', customerId, epoch, page }
          : { type: 'window-grown', customerId, epoch, direction, page },
      ),
    );
  };
  const openAround = (atUs: number) =>
    fetchPage('around', `aroundUs=${atUs}`, (page) =>
      client.store.dispatch({ type: 'window-opened', customerId, epoch, page }),
    );
  return { load, isBusy: () => busy.current, loading, error, openAround };
}
