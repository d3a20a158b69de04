import { useInfiniteQuery } from '@tanstack/react-query';
import type { ChangeEntry, ChangePage } from '../../../wire/settings.ts';
import { callDesk } from '../api/http.ts';
import { useDeskState } from '../desk/desk-context.ts';
import { ListEnd } from '../operations/list-end.tsx';
import { fullTime, pastTime } from '../ui/times.ts';
import { ChangeList } from './review/change-list.tsx';

/** The desk itself, where it makes the first administrator. */
const DESK = 'agent-desk';

/** Who changed what, newest first. */
export function HistorySection() {
  const changes = useInfiniteQuery({
    queryKey: ['settings-changes'],
    queryFn: ({ pageParam }) =>
      callDesk<ChangePage>('GET', `/settings/changes?pageToken=${encodeURIComponent(pageParam)}`),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextPageToken || undefined,
  });
  const entries = changes.data?.pages.flatMap((page) => page.entries) ?? [];
  return (
    <>
      <ul className="history-entries">
        {entries.map((entry) => (
          <HistoryEntry key={`${entry.atMs}-${entry.version}-${entry.changes[0]?.path}`} entry={entry} />
        ))}
      </ul>
      <ListEnd query={changes} isEmpty={entries.length === 0} empty="Nothing was changed yet." />
    </>
  );
}

function HistoryEntry({ entry: { atMs, by, note, version, changes } }: { readonly entry: ChangeEntry }) {
  const { agents } = useDeskState();
  return (
    <li>
      <p>
        <strong dir="auto">{agents[by]?.name ?? (by === DESK ? 'Onethread' : by)}</strong>{' '}
        <time className="faint" dateTime={new Date(atMs).toISOString()} title={fullTime(atMs)}>
          {pastTime(atMs)}
        </time>
        {version > 0 && <span className="faint"> · version {version}</span>}
      </p>
      {note !== '' && <p dir="auto">{note}</p>}
      <details>
        <summary>
          {changes.length} {changes.length === 1 ? 'change' : 'changes'}
        </summary>
        <ChangeList changes={changes} />
      </details>
    </li>
  );
}
