import { useRef, useState } from 'preact/hooks';
import type { FeedPart } from '../protocol.ts';
import { useEnvironment } from './environment.ts';
import { CloseIcon } from './icons.tsx';

type Image = Extract<FeedPart, { kind: 'image' | 'audio' | 'video' | 'file' | 'sticker' }>;

/** An image in the thread; a click shows it large. */
export function ImagePart({ part: { kind, name, url } }: { readonly part: Image }) {
  const { texts, fileUrl, messenger } = useEnvironment();
  const [large, setLarge] = useState(false);
  const buttonRef = useRef<HTMLButtonElement>(null);
  const source = fileUrl(url);
  const label = name || texts.image;
  return (
    <>
      <button
        ref={buttonRef}
        type="button"
        class={`image ${kind}`}
        aria-label={texts.openImage(label)}
        aria-haspopup="dialog"
        onClick={() => setLarge(true)}
      >
        <img src={source} alt={label} loading="lazy" onError={() => void messenger.session?.renewLinks()} />
      </button>
      {large && (
        <ImageViewer
          source={source}
          name={label}
          close={() => {
            setLarge(false);
            buttonRef.current?.focus();
          }}
        />
      )}
    </>
  );
}

interface ImageViewerProps {
  readonly source: string;
  readonly name: string;
  readonly close: () => void;
}

function ImageViewer({ source, name, close }: ImageViewerProps) {
  const { texts } = useEnvironment();
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- a click beside the image closes, as Escape and the button do
    <dialog
      class="viewer"
      aria-label={name}
      ref={(element: HTMLDialogElement | null) => {
        if (element !== null && !element.open) element.showModal();
      }}
      onCancel={(event) => {
        event.preventDefault();
        close();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        close();
      }}
      onClick={(event) => {
        if (event.target === event.currentTarget) close();
      }}
    >
      <div class="viewer-bar">
        <span dir="auto">{name}</span>
        <a href={source} target="_blank" rel="noopener" download={name}>
          {texts.downloadShort}
        </a>
        <button type="button" class="icon-button" aria-label={texts.close} onClick={close}>
          <CloseIcon />
        </button>
      </div>
      <img src={source} alt={name} />
    </dialog>
  );
}
