/* oxlint-disable jsx-a11y/prefer-tag-over-role -- no element of HTML is a list of options under a field, with groups and words in several styles */
import { FileText, MessageSquare, Reply, StickyNote, UserRound } from 'lucide-react';
import type { ReactNode } from 'react';
import type { SearchHit } from '../../../wire/search.ts';
import { useDeskState } from '../desk/desk-context.ts';
import { Avatar } from '../ui/avatar.tsx';
import { ChannelLabel } from '../ui/channel-mark.tsx';
import { fullTime, shortTime } from '../ui/times.ts';
import { useNow } from '../ui/use-now.ts';
import type { HitGroup } from './group-hits.ts';
import { keyOfHit } from './group-hits.ts';
import { MarkedText } from './marked-text.tsx';

const KINDS: Readonly<Record<string, readonly [string, ReactNode]>> = {
  message: ['Customer', <MessageSquare key="m" size={14} aria-hidden />],
  reply: ['Reply', <Reply key="r" size={14} aria-hidden />],
  note: ['Note', <StickyNote key="n" size={14} aria-hidden />],
  file: ['File', <FileText key="f" size={14} aria-hidden />],
  person: ['Person', <UserRound key="p" size={14} aria-hidden />],
};

interface SearchResultsProps {
  readonly listId: string;
  readonly groups: readonly HitGroup[];
  readonly chosen: SearchHit | undefined;
  readonly dimmed: boolean;
  readonly onPick: (hit: SearchHit) => void;
}

/** What was found, by person. */
export function SearchResults({ listId, groups, chosen, dimmed, onPick }: SearchResultsProps) {
  const first = new Map(groups.map((group, index) => [group, countBefore(groups, index)]));
  return (
    <div id={listId} role="listbox" aria-label="Found" className="search-results" data-dimmed={dimmed}>
      {groups.map((group, groupIndex) => (
        <div
          key={group.customerId}
          role="group"
          aria-labelledby={`${listId}-group-${groupIndex}`}
          className="search-group"
        >
          <p id={`${listId}-group-${groupIndex}`} className="search-person">
            <Avatar name={group.name} size={24} />
            <bdi>{group.name}</bdi>
          </p>
          {group.hits.map((hit, index) => (
            <HitRow
              key={keyOfHit(hit)}
              id={`${listId}-${(first.get(group) ?? 0) + index}`}
              hit={hit}
              selected={hit === chosen}
              onPick={() => onPick(hit)}
            />
          ))}
        </div>
      ))}
    </div>
  );
}

interface HitRowProps {
  readonly id: string;
  readonly hit: SearchHit;
  readonly selected: boolean;
  readonly onPick: () => void;
}

function HitRow({ id, hit, selected, onPick }: HitRowProps) {
  const { channels } = useDeskState();
  const now = useNow(60_000);
  const [kind, sign] = KINDS[hit.kind] ?? ['Item', null];
  const atMs = hit.atUs / 1000;
  return (
    // The field keeps the focus; arrows and Enter work there.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div id={id} role="option" aria-selected={selected} className="search-hit" onClick={onPick}>
      <span className="search-meta">
        <span className="search-kind">
          {sign} {kind}
        </span>
        {hit.channel !== '' && <ChannelLabel channel={channels[hit.channel]} name={hit.channel} />}
        {hit.atUs > 0 && <time title={fullTime(atMs)}>{shortTime(atMs, now)}</time>}
      </span>
      <MarkedText excerpt={hit.excerpt} marks={hit.marks} />
    </div>
  );
}

function countBefore(groups: readonly HitGroup[], index: number): number {
  return groups.slice(0, index).reduce((sum, group) => sum + group.hits.length, 0);
}
