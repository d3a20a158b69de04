import type { FeedPart } from '@onethread/client';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useEnvironment } from './environment.ts';
import { BackIcon, CloseIcon } from './icons.tsx';

type Image = Extract<FeedPart, { kind: 'image' | 'audio' | 'video' | 'file' | 'sticker' }>;

/** An image in the thread; a click shows it large. */
export function ImagePart({ part }: { readonly part: Image }) {
  const { texts, say, fileUrl, client } = useEnvironment();
  const { kind, name, url } = part;
  const [large, setLarge] = useState(false);
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
        <img src={fileUrl(url)} alt={label} loading="lazy" onError={() => void client.session?.renewLinks()} />
      </button>
      {large && <ImageViewer first={part} closed={() => setLarge(false)} />}
    </>
  );
}

const isImage = (part: FeedPart): part is Image => part.kind === 'image';
/** Without what makes a link good for an hour or two. */
const pathOf = (url: string): string | undefined => url.split('?')[0];

interface ImageViewerProps {
  readonly first: Image;
  readonly closed: () => void;
}

/** The browser's own dialog keeps the focus inside, closes on Escape and gives the focus back; arrows go through the thread. */
function ImageViewer({ first, closed }: ImageViewerProps) {
  const { texts, fileUrl, client } = useEnvironment();
  const dialogRef = useRef<HTMLDialogElement>(null);
  const [shown, setShown] = useState(first);
  useEffect(() => dialogRef.current?.showModal(), []);
  const close = (): void => dialogRef.current?.close();

  const items = client.view.session?.feed.items ?? [];
  const images = items.flatMap(({ parts, unsent }) => (unsent ? [] : parts.filter(isImage)));
  const place = images.findIndex(({ url }) => pathOf(url) === pathOf(shown.url));
  const [before, after] = place < 0 ? [] : [images[place - 1], images[place + 1]];
  const name = shown.name || texts.image;
  const source = fileUrl(shown.url);
  const arrow = (to: Image | undefined, label: string, side: string) =>
    images.length > 1 && (
      <button
        type="button"
        class={`icon-button ${side}`}
        aria-label={label}
        // The focus stays where it is at the end.
        aria-disabled={to === undefined}
        onClick={() => to && setShown(to)}
      >
        <BackIcon />
      </button>
    );

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- a click beside the image closes, as Escape and the button do
    <dialog
      class="viewer"
      aria-label={name}
      ref={dialogRef}
      onClose={closed}
      onKeyDown={(event) => {
        // This Escape is meant for the image, not for the panel behind it.
        if (event.key === 'Escape') event.stopPropagation();
        const rtl = getComputedStyle(event.currentTarget).direction === 'rtl';
        const to = { ArrowLeft: rtl ? after : before, ArrowRight: rtl ? before : after }[event.key];
        if (to !== undefined) setShown(to);
      }}
      onClick={(event) => event.target === event.currentTarget && close()}
    >
      <div class="viewer-bar">
        <span dir="auto">{name}</span>
        {arrow(before, texts.previousImage, 'previous')}
        {arrow(after, texts.nextImage, 'next')}
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
