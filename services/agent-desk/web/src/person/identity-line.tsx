import { Ban } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Identity } from '../../../wire/model.ts';
import { useDeskState } from '../desk/desk-context.ts';
import { ChannelMark } from '../ui/channel-mark.tsx';
import { fullTime } from '../ui/times.ts';
import { languageName } from '../ui/language-name.ts';
import { blockedWords } from './standing-words.ts';
import { ProofBadge } from './proof-badge.tsx';
import { addressOf, proofOf } from './proofs.ts';
import type { ProofMark } from './proofs.ts';

interface IdentityLineProps {
  readonly identity: Identity;
  /** All of the same person. */
  readonly all: readonly Identity[];
  /** As it would be, where that is looked at; default: as it is. */
  readonly proof?: ProofMark;
  /** What else there is to say of it. */
  readonly aside?: ReactNode;
}

/** One address: where, what, and how sure it is. */
export function IdentityLine({ identity, all, proof = proofOf(identity, all), aside }: IdentityLineProps) {
  const state = useDeskState();
  const channel = state.channels[identity.channel];
  const several = channel !== undefined && channel.accounts.length > 1;
  const account = several ? channel.accounts.find((one) => one.account === identity.account)?.label : undefined;
  const about = [
    channel?.label ?? identity.channel,
    account ?? '',
    identity.language === '' ? '' : languageName(identity.language),
  ];
  return (
    <li className="identity">
      <ChannelMark channel={channel} size={26} />
      <span className="identity-text">
        <span className="identity-address" dir="auto">
          {addressOf(identity)}
        </span>
        <span className="faint">{about.filter(Boolean).join(' · ')}</span>
        <ProofBadge mark={proof} />
        {identity.standing === 'blocked' && (
          <span className="identity-blocked" title={fullTime(identity.standingSinceMs)}>
            <Ban size={13} aria-hidden /> {blockedWords(identity, channel?.label ?? identity.channel)}
          </span>
        )}
        {identity.standing === 'no-copies' && (
          <span className="faint" title={fullTime(identity.standingSinceMs)}>
            Wants no copies of what is answered elsewhere
          </span>
        )}
        {aside}
      </span>
    </li>
  );
}
