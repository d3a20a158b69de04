import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Icon } from './icons.tsx';

interface ModalDialogProps {
  readonly title: string;
  /** `drawer` comes from the side. */
  readonly kind?: 'box' | 'drawer';
  readonly children: ComponentChildren;
  readonly onClose: () => void;
}

/** The browser's own modal dialog: keeps the focus inside, closes by Escape, gives the focus back. */
export function ModalDialog({ title, kind = 'box', children, onClose }: ModalDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog ref={dialog} class={`dialog ${kind}`} aria-label={title} onClose={onClose}>
      <div class="dialog-bar">
        <h2>{title}</h2>
        <button type="button" class="icon-button" aria-label="Close" onClick={() => dialog.current?.close()}>
          <Icon name="close" />
        </button>
      </div>
      {children}
    </dialog>
  );
}
