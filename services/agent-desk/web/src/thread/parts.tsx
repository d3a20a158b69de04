import { FileWarning, Link2, MapPin, MousePointerClick } from 'lucide-react';
import type { Part } from '../../../wire/model.ts';
import { FileView } from './file-view.tsx';
import { FormattedMail } from './formatted-mail.tsx';
import { linkify } from './linkify.ts';

export function Parts({ parts }: { readonly parts: readonly Part[] }) {
  return parts.map((part, index) => (
    // Parts of a message never change their place.
    <PartView key={index} part={part} />
  ));
}

function PartView({ part }: { readonly part: Part }) {
  switch (part.kind) {
    case 'text':
      return (
        <>
          <p className="text" dir="auto">
            {linkify(part.text).map((piece, index) =>
              piece.href === undefined ? (
                piece.text
              ) : (
                <a key={index} href={piece.href} target="_blank" rel="noopener noreferrer nofollow">
                  {piece.text}
                </a>
              ),
            )}
          </p>
          {part.html !== '' && <FormattedMail html={part.html} />}
        </>
      );
    case 'file':
      return <FileView file={part} />;
    case 'location':
      return (
        <a
          className="chip"
          href={`https://www.openstreetmap.org/?mlat=${part.latitude}&mlon=${part.longitude}#map=16/${part.latitude}/${part.longitude}`}
          target="_blank"
          rel="noopener noreferrer"
        >
          <MapPin size={16} aria-hidden /> {part.title || `${part.latitude.toFixed(4)}, ${part.longitude.toFixed(4)}`}
        </a>
      );
    case 'card':
      return /^https?:/i.test(part.url) ? (
        <a className="chip card-part" href={part.url} target="_blank" rel="noopener noreferrer nofollow">
          <Link2 size={16} aria-hidden />
          <span>
            <span dir="auto">{part.title || part.url}</span>
            {part.title !== '' && <span className="card-host">{hostOf(part.url)}</span>}
          </span>
        </a>
      ) : (
        <p className="chip" dir="auto">
          {part.title}
        </p>
      );
    case 'choice':
      return (
        <p className="chip">
          <MousePointerClick size={16} aria-hidden /> <span className="visually-hidden">Picked: </span>
          <bdi>{part.title}</bdi>
        </p>
      );
    case 'missing-file':
      return (
        <p className="chip missing">
          <FileWarning size={16} aria-hidden /> {part.name || 'A file'} is missing: {part.reason}
        </p>
      );
    case 'unsupported':
      return <p className="chip missing">Something the desk cannot show ({part.providerKind}).</p>;
  }
}

/** Where a card leads, for who looks before clicking. */
function hostOf(url: string): string {
  return URL.parse(url)?.host ?? '';
}
