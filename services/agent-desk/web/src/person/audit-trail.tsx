import type { AuditEntry, Person } from '../../../wire/identity.ts';
import { useDeskState } from '../desk/desk-context.ts';
import { fullTime, shortTime } from '../ui/times.ts';
import { useNow } from '../ui/use-now.ts';
import { actionWords, evidenceWords } from './link-words.ts';
import { addressOf } from './proofs.ts';

/** Who joined what when, and why: newest first, behind one click. */
export function AuditTrail({ person }: { readonly person: Person }) {
  if (person.audit.length === 0) return null;
  return (
    <details className="audit">
      <summary>What was done ({person.audit.length})</summary>
      <ol>
        {person.audit.map((entry, index) => (
          // Two things may happen in one millisecond; the list is replaced as a whole.
          <AuditLine key={`${entry.atMs}-${index}`} entry={entry} person={person} />
        ))}
      </ol>
    </details>
  );
}

function AuditLine({ entry, person }: { readonly entry: AuditEntry; readonly person: Person }) {
  const now = useNow(60_000);
  const { channels } = useDeskState();
  const ends = [entry.identityA, entry.identityB].flatMap((id) => {
    const identity = person.identities.find((one) => one.identityId === id);
    return identity === undefined
      ? []
      : [`${channels[identity.channel]?.label ?? identity.channel} ${addressOf(identity)}`];
  });
  return (
    <li>
      <strong>{actionWords(entry)}</strong>
      {ends.length > 0 && (
        <>
          {': '}
          <bdi>{ends.join(' ↔ ')}</bdi>
        </>
      )}
      <span className="faint">
        {entry.evidence !== '' && `${evidenceWords(entry.evidence)} · `}
        {entry.agentName !== '' && `${entry.agentName} · `}
        <time title={fullTime(entry.atMs)}>{shortTime(entry.atMs, now)}</time>
      </span>
      {entry.note !== '' && <q dir="auto">{entry.note}</q>}
    </li>
  );
}
