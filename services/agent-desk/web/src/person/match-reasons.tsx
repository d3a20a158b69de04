import type { Match } from '../../../wire/identity.ts';

/** What speaks for it, in words. */
export function MatchReasons({ match }: { readonly match: Match }) {
  return (
    <ul className="match-reasons">
      {match.reasons.map((reason) => (
        <li key={reason.code} data-reason={reason.code}>
          <span dir="auto">{reason.text || reason.code}</span>
        </li>
      ))}
    </ul>
  );
}
