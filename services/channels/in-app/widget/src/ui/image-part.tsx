import { useEffect, useRef, useState } from 'preact/hooks';
import type { FeedPart } from '@onethread/client';
import { useEnvironment } from './environment.ts';
import { CloseIcon } from './icons.tsx';

type Image = Extract<FeedPart, { kind: 'image' | 'audio' | 'video' | 'file' | 'sticker' }>;

/** An image in the thread; a click shows it large. */
export function ImagePart({ part: { kind, name, url } }: { readonly part: Image }) {
  const { texts, say, fileUrl, client } = useEnvironment();
  const [large, setLarge] = useState(false);
  const source = fileUrl(url);
  const label = name || texts.image;
  return (
    <>
      <button
        type="button"
        class={`image ${kind}`}
        aria-label={say(texts.openImage, { name: label })}
        aria-haspopup="dialog"
        onClick={() => setLarge(true)}
      >
        <img src={source} alt={label} loading="lazy" onError={() => void client.session?.renewLinks()} />
      </button>
      {large && <ImageViewer source={source} name={label} closed={() => setLarge(false)} />}
    </>
  );
}

interface ImageViewerProps {
  readonly source: string;
  readonly name: string;
  readonly closed: () => void;
}

/** The browser's own dialog keeps the focus inside, closes on Escape and gives the focus back. */
function ImageViewer({ source, name, closed }: ImageViewerProps) {
  const { texts } = useEnvironment();
  const dialogRef = useRef<HTMLDialogElement>(null);
  useEffect(() => dialogRef.current?.showModal(), []);
  const close = (): void => dialogRef.current?.close();
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- a click beside the image closes, as Escape and the button do
    <dialog
      class="viewer"
      aria-label={name}
      ref={dialogRef}
      onClose={closed}
      // This Escape is meant for the image, not for the panel behind it.
      onKeyDown={(event) => event.key === 'Escape' && event.stopPropagation()}
      onClick={(event) => event.target === event.currentTarget && close()}
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
