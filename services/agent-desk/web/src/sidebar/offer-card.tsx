import { useState } from 'react';
import type { Conversation } from '../../../wire/model.ts';
import { conversationActions, nameOf } from '../desk/conversation-actions.ts';
import { useDesk, useDeskState } from '../desk/desk-context.ts';
import { conversationPath, navigate } from '../navigation.ts';
import { waitingSince } from '../state/conversation-lists.ts';
import { ChannelLabel } from '../ui/channel-mark.tsx';
import { age } from '../ui/times.ts';
import { useNow } from '../ui/use-now.ts';

const RADIUS = 15;
const AROUND = 2 * Math.PI * RADIUS;

/** An offer with the time that is left; A accepts and D declines while it has the focus. */
export function OfferCard({ offer }: { readonly offer: Conversation }) {
  const { client } = useDesk();
  const state = useDeskState();
  const now = useNow(250) + state.clockOffsetMs;
  const actions = conversationActions(client);
  const leftMs = Math.max(0, (offer.reservation?.untilMs ?? 0) - now);
  const [wholeMs] = useState(Math.max(leftMs, 1000));
  const [answering, setAnswering] = useState(false);
  const seconds = Math.ceil(leftMs / 1000);
  const name = nameOf(offer);

  const accept = async () => {
    setAnswering(true);
    if (await actions.accept(offer)) navigate(conversationPath(offer.conversationId));
    else setAnswering(false);
  };
  const decline = async () => {
    setAnswering(true);
    if (!(await actions.decline(offer))) setAnswering(false);
  };
  return (
    // Two keys beside two buttons that do the same.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <article
      className="offer"
      tabIndex={0}
      aria-label={`Offer: ${name}, ${seconds} seconds left. A accepts, D declines.`}
      onKeyDown={(event) => {
        if (event.ctrlKey || event.metaKey || event.altKey || answering) return;
        const key = event.key.toLowerCase();
        if (key === 'a') void accept();
        if (key === 'd') void decline();
        if (key === 'a' || key === 'd') event.preventDefault();
      }}
    >
      <div className="offer-head">
        <svg className="ring" viewBox="0 0 36 36" aria-hidden>
          <circle cx="18" cy="18" r={RADIUS} className="ring-track" />
          <circle
            cx="18"
            cy="18"
            r={RADIUS}
            className="ring-left"
            data-urgent={seconds <= 5}
            strokeDasharray={AROUND}
            strokeDashoffset={AROUND * (1 - Math.min(1, leftMs / wholeMs))}
          />
          <text x="18" y="22.5">
            {seconds}
          </text>
        </svg>
        <div className="offer-who">
          <strong dir="auto">{name}</strong>
          <span className="row-meta">
            <ChannelLabel
              channel={state.channels[offer.lastIdentity?.channel ?? '']}
              name={offer.lastIdentity?.channel ?? ''}
            />
            <span>waits {age(waitingSince(offer), now)}</span>
          </span>
        </div>
      </div>
      <p className="offer-preview" dir="auto">
        {offer.preview}
      </p>
      <div className="offer-buttons">
        <button type="button" className="button primary" disabled={answering} onClick={() => void accept()}>
          Accept <kbd aria-hidden>A</kbd>
        </button>
        <button type="button" className="button" disabled={answering} onClick={() => void decline()}>
          Decline <kbd aria-hidden>D</kbd>
        </button>
      </div>
    </article>
  );
}
