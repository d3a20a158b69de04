import type { FeedPart } from '@onethread/client';
import { linkify, safeUrl } from '../thread/linkify.ts';
import { useEnvironment } from './environment.ts';
import { sizeOf } from './format.ts';
import { FileIcon } from './icons.tsx';
import { ImagePart } from './image-part.tsx';

export function MessageParts({ parts }: { readonly parts: readonly FeedPart[] }) {
  // A message's parts never change their order.
  return parts.map((part, index) => <MessagePart key={index} part={part} />);
}

function MessagePart({ part }: { readonly part: FeedPart }) {
  const { texts, say } = useEnvironment();
  switch (part.kind) {
    case 'text':
      return <TextBubble text={part.text} />;
    case 'image':
    case 'sticker':
      return <ImagePart part={part} />;
    case 'audio':
    case 'video':
    case 'file':
      return <FileBubble part={part} />;
    case 'location':
      return <TextBubble text={[part.title, `${part.latitude}, ${part.longitude}`].filter(Boolean).join('\n')} />;
    case 'card':
      return <CardBubble title={part.title} url={safeUrl(part.url)} />;
    case 'choice':
      return <TextBubble text={part.title} />;
    case 'missing-file':
      return (
        <p class="bubble removed" dir="auto">
          {say(texts.missingFile, part)}
        </p>
      );
    case 'unsupported':
      return <p class="bubble removed">{texts.unsupported}</p>;
    default:
      part satisfies never;
      // A newer server may know more kinds.
      return <p class="bubble removed">{texts.unsupported}</p>;
  }
}

function TextBubble({ text }: { readonly text: string }) {
  return (
    <p class="bubble" dir="auto">
      {linkify(text).map((piece, index) =>
        piece.url === undefined ? piece.text : <Link key={index} url={piece.url} text={piece.text} />,
      )}
    </p>
  );
}

function CardBubble({ title, url }: { readonly title: string; readonly url: string | undefined }) {
  return (
    <p class="bubble" dir="auto">
      {url === undefined ? title : <Link url={url} text={title || url} />}
    </p>
  );
}

function Link({ url, text }: { readonly url: string; readonly text: string }) {
  return (
    <a href={url} target="_blank" rel="noopener noreferrer">
      {text}
    </a>
  );
}

type File = Extract<FeedPart, { url: string; size: number }>;

function FileBubble({ part }: { readonly part: File }) {
  const { texts, say, locale, fileUrl, client } = useEnvironment();
  const { kind, name, size, url } = part;
  const source = fileUrl(url);
  const renew = (): void => void client.session?.renewLinks();
  return (
    <div class="bubble file">
      <Player kind={kind} source={source} name={name} renew={renew} />
      <a href={source} target="_blank" rel="noopener" download={name} aria-label={say(texts.download, { name })}>
        <FileIcon />
        <span class="file-name" dir="auto">
          {name}
        </span>
        <span class="file-size">{sizeOf(size, locale)}</span>
      </a>
    </div>
  );
}

interface PlayerProps {
  readonly kind: FeedPart['kind'];
  readonly source: string;
  readonly name: string;
  readonly renew: () => void;
}

/* oxlint-disable jsx-a11y/media-has-caption -- a person's own recording has no captions to offer */
function Player({ kind, source, name, renew }: PlayerProps) {
  if (kind === 'audio') return <audio controls preload="none" src={source} aria-label={name} onError={renew} />;
  if (kind === 'video') return <video controls preload="metadata" src={source} aria-label={name} onError={renew} />;
  return null;
}
/* oxlint-enable jsx-a11y/media-has-caption */
