import { Link2, Link2Off } from 'lucide-react';
import { useState } from 'react';
import type { Link, Person } from '../../../wire/identity.ts';
import { useDeskState } from '../desk/desk-context.ts';
import { ChannelMark } from '../ui/channel-mark.tsx';
import { fullTime, shortTime } from '../ui/times.ts';
import { useNow } from '../ui/use-now.ts';
import { evidenceWords, standingWords } from './link-words.ts';
import { PROOF_WORDS, addressOf } from './proofs.ts';
import { UnlinkDialog } from './unlink-dialog.tsx';

/** On what it rests that these addresses are one person, and how to take it back. */
export function LinkList({ person }: { readonly person: Person }) {
  const [asked, setAsked] = useState<Link>();
  const active = person.links.filter((one) => one.state !== 'retracted');
  if (active.length === 0) return null;
  return (
    <section>
      <h3>Held together by</h3>
      <ul className="links">
        {active.map((link) => (
          <LinkLine key={link.linkId} link={link} person={person} onUndo={() => setAsked(link)} />
        ))}
      </ul>
      {asked !== undefined && <UnlinkDialog link={asked} person={person} onClose={() => setAsked(undefined)} />}
    </section>
  );
}

interface LinkLineProps {
  readonly link: Link;
  readonly person: Person;
  readonly onUndo: () => void;
}

function LinkLine({ link, person, onUndo }: LinkLineProps) {
  const now = useNow(60_000);
  const ends = [link.identityA, link.identityB].map((id) => <EndName key={id} identityId={id} person={person} />);
  const standing = standingWords(link);
  const by = link.byAgentName === '' ? '' : ` by ${link.byAgentName}`;
  return (
    <li className="link-line" data-state={link.state} data-proved={link.proved}>
      {link.state === 'active' ? <Link2 size={16} aria-hidden /> : <Link2Off size={16} aria-hidden />}
      <span className="link-text">
        <span className="link-ends">
          {ends[0]}
          <span className="visually-hidden">and</span>
          {ends[1]}
        </span>
        <span className="faint">
          {evidenceWords(link.evidence)}
          {by}, <time title={fullTime(link.atMs)}>{shortTime(link.atMs, now)}</time>
        </span>
        <span className="link-strength">
          {standing || (link.proved ? PROOF_WORDS.proved.label : 'Believed, not proved')}
        </span>
      </span>
      {link.state === 'active' && (
        <button type="button" className="button small" onClick={onUndo}>
          Undo…<span className="visually-hidden"> link: {evidenceWords(link.evidence)}</span>
        </button>
      )}
    </li>
  );
}

function EndName({ identityId, person }: { readonly identityId: string; readonly person: Person }) {
  const { channels } = useDeskState();
  const identity = person.identities.find((one) => one.identityId === identityId);
  if (identity === undefined) return <span>an address elsewhere</span>;
  return (
    <span className="link-end">
      <ChannelMark channel={channels[identity.channel]} size={16} />
      <span className="visually-hidden">{channels[identity.channel]?.label ?? identity.channel}</span>
      <bdi>{addressOf(identity)}</bdi>
    </span>
  );
}
