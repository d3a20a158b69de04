import { StickyNote } from 'lucide-react';
import { AddressPicker } from './address-picker.tsx';
import { closesSoon, windowWords } from './reply-window.ts';
import type { DraftText } from './drafts.ts';
import { SwitchOffer } from './switch-offer.tsx';
import type { ReplyAddress } from './use-reply-address.tsx';

interface ComposerTopProps {
  readonly kind: DraftText['kind'];
  readonly address: ReplyAddress;
  readonly onKind: (kind: DraftText['kind']) => void;
}

/** Reply or note; where the reply goes, and where it had better go. */
export function ComposerTop({ kind, address, onKind }: ComposerTopProps) {
  const { choices, chosen, next, choose, nowMs } = address;
  const isNote = kind === 'note';
  const window = isNote || next !== undefined ? undefined : chosen?.window;
  return (
    <>
      <div className="composer-top">
        <fieldset className="composer-tabs">
          <legend className="visually-hidden">What to write</legend>
          <button type="button" aria-pressed={!isNote} data-shortcut="reply" onClick={() => onKind('reply')}>
            Reply
          </button>
          <button type="button" aria-pressed={isNote} data-shortcut="note" onClick={() => onKind('note')}>
            <StickyNote size={14} aria-hidden /> Note
          </button>
        </fieldset>
        {!isNote && <AddressPicker choices={choices} chosen={chosen} nowMs={nowMs} onChoose={choose} />}
        {window !== undefined && (window.closesAtMs > 0 || !window.open) && (
          <span className="window-hint" data-open={window.open} data-soon={closesSoon(window, nowMs)}>
            {windowWords(window, nowMs)}
          </span>
        )}
      </div>
      {!isNote && next !== undefined && <SwitchOffer next={next} onTake={choose} />}
    </>
  );
}
