import { UsersRound } from 'lucide-react';
import { useMatches } from './person-queries.ts';
import { AppLink } from '../ui/app-link.tsx';

/** In the sidebar, only where there is something to decide. */
export function MatchesLink({ selected }: { readonly selected: boolean }) {
  const { data, hasNextPage } = useMatches();
  const count = data?.pages.reduce((sum, page) => sum + page.matches.length, 0) ?? 0;
  if (count === 0 && !selected) return null;
  return (
    <AppLink href="/matches" className="matches-link" aria-current={selected ? 'page' : undefined}>
      <UsersRound size={16} aria-hidden /> Possible matches
      <span className="count">
        {count}
        {hasNextPage && '+'}
      </span>
    </AppLink>
  );
}
