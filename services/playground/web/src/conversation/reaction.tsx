import { useRef, useState } from 'preact/hooks';
import { Icon } from '../ui/icons.tsx';

interface ReactionProps {
  readonly choices: readonly string[];
  readonly chosen: string | undefined;
  /** Empty: takes it back. */
  readonly onReact: (emoji: string) => void;
}

/** Under an answer: with what the person reacted, and what to react with. */
export function Reaction({ choices, chosen, onReact }: ReactionProps) {
  const opener = useRef<HTMLButtonElement>(null);
  const [isOpen, setIsOpen] = useState(false);
  if (choices.length === 0) return null;
  const choose = (emoji: string): void => {
    onReact(emoji);
    setIsOpen(false);
    opener.current?.focus();
  };
  return (
    <span
      class="reaction"
      role="presentation"
      onKeyDown={({ key }) => {
        if (key !== 'Escape' || !isOpen) return;
        setIsOpen(false);
        opener.current?.focus();
      }}
    >
      <button
        ref={opener}
        type="button"
        class={chosen === undefined ? 'react' : 'react reacted'}
        aria-label={chosen === undefined ? 'React' : `You reacted with ${chosen}`}
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
      >
        {chosen ?? <Icon name="smile" />}
      </button>
      {isOpen &&
        choices.map((emoji) => (
          <button
            key={emoji}
            type="button"
            class="react"
            aria-label={emoji === chosen ? `Take ${emoji} back` : `React with ${emoji}`}
            aria-pressed={emoji === chosen}
            onClick={() => choose(emoji === chosen ? '' : emoji)}
          >
            {emoji}
          </button>
        ))}
    </span>
  );
}
