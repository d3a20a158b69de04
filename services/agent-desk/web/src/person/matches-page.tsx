import { ArrowLeftRight } from 'lucide-react';
import { useState } from 'react';
import type { Match } from '../../../wire/identity.ts';
import { ListEnd } from '../operations/list-end.tsx';
import { ShowThread } from '../operations/show-thread.tsx';
import { Avatar } from '../ui/avatar.tsx';
import { age, fullTime } from '../ui/times.ts';
import { useNow } from '../ui/use-now.ts';
import { MatchDialog } from './link-dialog.tsx';
import { MatchReasons } from './match-reasons.tsx';
import { useLinkActions } from './link-actions.ts';
import { useMatches } from './person-queries.ts';
import { addressOf } from './proofs.ts';
import { PageHead } from '../ui/page-head.tsx';

/** All possible matches that wait for somebody's decision. */
export function MatchesPage() {
  const matches = useMatches();
  const [open, setOpen] = useState<Match>();
  const found = matches.data?.pages.flatMap((page) => page.matches) ?? [];
  return (
    <main className="pane matches-page">
      <PageHead title="Possible matches" />
      <div className="operations-list">
        <p className="faint matches-intro">
          What follows may be one person twice. Nothing is linked until one of us says so; what is dismissed is never
          asked again.
        </p>
        <ul className="operations-rows">
          {found.map((match) => (
            <MatchRow key={match.matchId} match={match} onCompare={() => setOpen(match)} />
          ))}
        </ul>
        <ListEnd
          query={matches}
          isEmpty={found.length === 0}
          empty="Nobody looks like somebody else. Nothing to decide."
        />
      </div>
      {open !== undefined && <MatchDialog match={open} onClose={() => setOpen(undefined)} />}
    </main>
  );
}

function MatchRow({ match, onCompare }: { readonly match: Match; readonly onCompare: () => void }) {
  const now = useNow(60_000);
  const { dismiss } = useLinkActions();
  const names = [match.name || 'Unknown', match.otherName || 'Unknown'] as const;
  const between = ` (${names[0]} and ${names[1]})`;
  return (
    <li className="operations-row match-row">
      <div className="match-pair">
        <Avatar name={names[0]} size={34} />
        <strong dir="auto">{names[0]}</strong>
        <ArrowLeftRight size={16} aria-hidden />
        <span className="visually-hidden">and</span>
        <Avatar name={names[1]} size={34} />
        <strong dir="auto">{names[1]}</strong>
        <span className="faint match-addresses" dir="auto">
          {match.otherIdentities.map(addressOf).join(' · ')}
        </span>
      </div>
      <MatchReasons match={match} />
      <div className="operations-actions match-actions">
        <time className="faint" title={fullTime(match.raisedAtMs)}>
          noticed {age(match.raisedAtMs, now)} ago
        </time>
        <ShowThread customerId={match.customerId} label={` of ${names[0]}`} />
        <button
          type="button"
          className="button small"
          disabled={dismiss.isPending}
          onClick={() => dismiss.mutate(match)}
        >
          Not the same<span className="visually-hidden">{between}</span>
        </button>
        <button type="button" className="button small primary" onClick={onCompare}>
          Compare…<span className="visually-hidden">{between}</span>
        </button>
      </div>
    </li>
  );
}
