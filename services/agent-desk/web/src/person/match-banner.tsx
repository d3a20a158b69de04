import { UsersRound } from 'lucide-react';
import { useState } from 'react';
import type { Match } from '../../../wire/identity.ts';
import { MatchDialog } from './link-dialog.tsx';
import { useLinkActions } from './link-actions.ts';

/** Says quietly that somebody else may be the same person; shown, accepted after a look, or dismissed for good. */
export function MatchBanner({ match, inCard = false }: { readonly match: Match; readonly inCard?: boolean }) {
  const [open, setOpen] = useState(false);
  const { dismiss } = useLinkActions();
  const name = match.otherName || 'somebody else';
  return (
    <section className="match-banner" aria-label={`Possible match${inCard ? ' of this person' : ''}: ${name}`}>
      <UsersRound size={18} aria-hidden />
      <p>
        Perhaps the same person as <strong dir="auto">{name}</strong>
        <span className="faint">
          {': '}
          <bdi>{match.reasons.map((reason) => reason.text || reason.code).join('; ')}</bdi>
        </span>
      </p>
      <span className="match-buttons">
        <button type="button" className="button small" onClick={() => setOpen(true)}>
          Compare…<span className="visually-hidden"> with {name}</span>
        </button>
        <button
          type="button"
          className="button small ghost"
          disabled={dismiss.isPending}
          onClick={() => dismiss.mutate(match)}
        >
          Not the same<span className="visually-hidden"> as {name}</span>
        </button>
      </span>
      {open && <MatchDialog match={match} onClose={() => setOpen(false)} />}
    </section>
  );
}
