import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { DeadLetterPage, DeadLetterState } from '../../../wire/operations.ts';
import { callDesk } from '../api/http.ts';
import { useNow } from '../ui/use-now.ts';
import { DeadLetterDialog } from './dead-letter-dialog.tsx';
import { DeadLetterRow } from './dead-letter-row.tsx';
import { ListEnd } from './list-end.tsx';

const REFRESH_MS = 15_000;
type Shown = DeadLetterState | 'all';
const SHOWN: readonly (readonly [Shown, string])[] = [
  ['open', 'To decide'],
  ['replayed', 'Replayed'],
  ['dropped', 'Given up'],
  ['all', 'All'],
];
const EMPTY: Readonly<Record<Shown, string>> = {
  open: 'Every record was processed. Nothing to decide.',
  replayed: 'Nothing was replayed yet.',
  dropped: 'Nothing was given up.',
  all: 'No record ever failed, as far as the log goes back.',
};

/** Records that could not be processed, newest first. */
export function DeadLetters() {
  const [shown, setShown] = useState<Shown>('open');
  const [openId, setOpenId] = useState<string>();
  const now = useNow(60_000);
  const letters = useInfiniteQuery({
    queryKey: ['dead-letters', shown],
    queryFn: ({ pageParam }) => {
      const filter = shown === 'all' ? '' : `state=${shown}&`;
      return callDesk<DeadLetterPage>('GET', `/dead-letters?${filter}pageToken=${encodeURIComponent(pageParam)}`);
    },
    initialPageParam: '',
    getNextPageParam: (page) => page.nextPageToken || undefined,
    refetchInterval: REFRESH_MS,
  });
  const found = letters.data?.pages.flatMap((page) => page.deadLetters) ?? [];
  const waiting = letters.data?.pages[0]?.open ?? 0;
  return (
    <>
      <div className="operations-bar">
        <p className="faint">
          {waiting === 0
            ? 'Records that no service could process come here; the rest of their customers’ messages go on.'
            : `${waiting} to decide. A customer’s message stands as a placeholder in its thread until it is replayed.`}
        </p>
        <label className="inline-field">
          Show
          <select value={shown} onChange={(event) => setShown(event.target.value as Shown)}>
            {SHOWN.map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </label>
      </div>
      <ul className="operations-rows">
        {found.map((letter) => (
          <DeadLetterRow
            key={letter.deadLetterId}
            letter={letter}
            now={now}
            onOpen={() => setOpenId(letter.deadLetterId)}
          />
        ))}
      </ul>
      <ListEnd query={letters} isEmpty={found.length === 0} empty={EMPTY[shown]} />
      {openId !== undefined && <DeadLetterDialog deadLetterId={openId} onClose={() => setOpenId(undefined)} />}
    </>
  );
}
