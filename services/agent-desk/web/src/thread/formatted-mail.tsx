import { useRef, useState } from 'react';
import { cleanMail } from './clean-mail.ts';

const MAX_HEIGHT_PX = 600;

/** A mail as its writer formatted it: in a frame that runs no script and fetches no picture unasked. */
export function FormattedMail({ html }: { readonly html: string }) {
  const [shown, setShown] = useState(false);
  const [images, setImages] = useState(false);
  return (
    <div className="formatted">
      <p className="formatted-buttons">
        <button type="button" className="link-button" aria-expanded={shown} onClick={() => setShown(!shown)}>
          {shown ? 'Hide formatted' : 'Show formatted'}
        </button>
        {shown && !images && hasRemoteImages(html) && (
          <button type="button" className="link-button" onClick={() => setImages(true)}>
            Load pictures from the sender
          </button>
        )}
      </p>
      {shown && <MailFrame key={String(images)} html={html} images={images} />}
    </div>
  );
}

function MailFrame({ html, images }: { readonly html: string; readonly images: boolean }) {
  const ref = useRef<HTMLIFrameElement>(null);
  const [height, setHeight] = useState(120);
  const fill = () => {
    const page = ref.current?.contentDocument;
    if (page === null || page === undefined) return;
    page.body.replaceChildren(...cleanMail(html, page));
    const measure = () => setHeight(Math.min(MAX_HEIGHT_PX, page.documentElement.scrollHeight));
    measure();
    page.addEventListener('load', measure, true);
  };
  return (
    <iframe
      ref={ref}
      className="mail-frame"
      title="Formatted message"
      sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
      src={images ? '/desk/mail-frame?images=remote' : '/desk/mail-frame'}
      style={{ height }}
      onLoad={fill}
    />
  );
}

function hasRemoteImages(html: string): boolean {
  return /<img[^>]+src\s*=\s*["']?https?:|url\(\s*["']?https?:/i.test(html);
}
