import { ArrowRight, TriangleAlert } from 'lucide-react';
import { ChannelMark } from '../ui/channel-mark.tsx';
import { offerWords } from './next-address.ts';
import type { NextAddress } from './next-address.ts';

interface SwitchOfferProps {
  readonly next: NextAddress;
  readonly onTake: (identityId: string) => void;
}

/** Why the reply cannot go there, and the next best address, one key away. */
export function SwitchOffer({ next: { reason, offer }, onTake }: SwitchOfferProps) {
  return (
    <output className="switch-offer">
      <TriangleAlert size={16} aria-hidden />
      <span>{reason}.</span>
      {offer === undefined ? (
        <span>No other address is sure: choose one yourself, or add a note.</span>
      ) : (
        <button
          type="button"
          className="button small"
          data-shortcut="switch-address"
          onClick={() => onTake(offer.identity.identityId)}
        >
          <ArrowRight size={14} aria-hidden /> <ChannelMark channel={offer.channel} size={16} />
          <bdi>{offerWords(offer)}</bdi> <kbd aria-hidden>Alt S</kbd>
        </button>
      )}
    </output>
  );
}
