import type { Reaction } from '../../../wire/model.ts';

/** How people reacted to a message or reply. */
export function Reactions({ reactions }: { readonly reactions: readonly Reaction[] }) {
  if (reactions.length === 0) return null;
  return (
    <ul className="reactions" aria-label="Reactions">
      {reactions.map(({ emoji, count }) => (
        <li key={emoji} className="reaction">
          {emoji} {count > 1 && count}
        </li>
      ))}
    </ul>
  );
}
