import { useEffect, useRef, useState } from 'preact/hooks';
import type { MenuEntry } from '../../../wire/model.ts';
import { Icon } from '../ui/icons.tsx';

interface MenuButtonProps {
  readonly label: string;
  readonly entries: readonly MenuEntry[];
  readonly onPress: (entry: MenuEntry) => void;
}

/** The provider's own menu beside the text field. */
export function MenuButton({ label, entries, onPress }: MenuButtonProps) {
  const place = useRef<HTMLDivElement>(null);
  const [isOpen, setIsOpen] = useState(false);
  const close = (): void => {
    setIsOpen(false);
    place.current?.querySelector('button')?.focus();
  };
  useEffect(() => {
    if (!isOpen) return undefined;
    const onPointer = (event: PointerEvent): void => {
      if (event.target instanceof Node && place.current?.contains(event.target) === false) setIsOpen(false);
    };
    document.addEventListener('pointerdown', onPointer);
    return () => document.removeEventListener('pointerdown', onPointer);
  }, [isOpen]);
  return (
    <div
      class="page-menu"
      ref={place}
      role="presentation"
      onKeyDown={(event) => {
        if (event.key === 'Escape' && isOpen) close();
      }}
    >
      <button
        type="button"
        class="icon-button"
        aria-label={label}
        title={label}
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
      >
        <Icon name="menu" />
      </button>
      {isOpen && (
        <ul class="menu-list" aria-label={label}>
          {entries.map((entry) => (
            <li key={entry.payload}>
              <button
                type="button"
                onClick={() => {
                  onPress(entry);
                  close();
                }}
              >
                {entry.title}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
