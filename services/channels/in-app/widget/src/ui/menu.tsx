import { useEffect, useRef, useState } from 'preact/hooks';
import { useEnvironment } from './environment.ts';
import type { ElsewherePageName } from './elsewhere/elsewhere-page.tsx';
import { MoreIcon } from './icons.tsx';

/** The last one only where the browser can. */
const PAGES = ['goOn', 'confirm', 'push'] as const;

export interface MenuProps {
  readonly go: (page: ElsewherePageName) => void;
}

/** A button that shows a short list of further buttons; Escape, or going elsewhere, closes it. */
export function Menu({ go }: MenuProps) {
  const { messenger, texts } = useEnvironment();
  const [open, setOpen] = useState(false);
  const rootRef = useRef<HTMLDivElement>(null);
  const buttonRef = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (open) rootRef.current?.querySelector<HTMLElement>('li button')?.focus();
  }, [open]);
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- Escape and leaving concern button and list together
    <div
      ref={rootRef}
      class="menu"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !open) return;
        event.preventDefault();
        event.stopPropagation();
        setOpen(false);
        buttonRef.current?.focus();
      }}
      onFocusOut={({ relatedTarget }) => {
        if (!rootRef.current?.contains(relatedTarget as Node | null)) setOpen(false);
      }}
    >
      <button
        ref={buttonRef}
        type="button"
        class="icon-button on-accent"
        aria-label={texts.more}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        <MoreIcon />
      </button>
      {open && (
        <ul>
          {(messenger.push ? PAGES : PAGES.slice(0, -1)).map((page) => (
            <li key={page}>
              <button
                type="button"
                dir="auto"
                onClick={() => {
                  setOpen(false);
                  go(page);
                }}
              >
                {texts[page]}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
