import { useEffect, useRef, useState } from 'preact/hooks';
import type { PageName } from '../pages/page-props.ts';
import { useEnvironment } from './environment.ts';
import { MoreIcon } from './icons.tsx';

export interface MenuProps {
  readonly go: (page: PageName) => void;
}

/** A button that shows a short list of further buttons; Escape, or going elsewhere, closes it. */
export function Menu({ go }: MenuProps) {
  const { push, context, texts } = useEnvironment();
  const pages: readonly PageName[] = [
    'goOn',
    'confirm',
    ...(push ? (['push'] as const) : []),
    ...(context.choice === 'ask' ? (['context'] as const) : []),
  ];
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
          {pages.map((page) => (
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
