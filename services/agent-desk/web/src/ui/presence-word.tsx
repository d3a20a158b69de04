import type { Presence } from '../../../wire/model.ts';

const WORDS: Readonly<Record<Presence, string>> = {
  available: 'Available',
  busy: 'Busy',
  away: 'Away',
  offline: 'Offline',
};

/** A presence as a dot and a word. */
export function PresenceWord({ presence }: { readonly presence: Presence }) {
  return (
    <span className="presence-word">
      <span className="presence-dot" data-presence={presence} aria-hidden /> {WORDS[presence]}
    </span>
  );
}
