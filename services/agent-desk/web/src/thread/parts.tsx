import { Download, FileText, FileWarning, Link2, MapPin, MousePointerClick } from 'lucide-react';
import type { FilePart, Part } from '../../../wire/model.ts';
import { fileUrl } from '../api/upload-file.ts';
import { fileSize } from '../composer/reply-rules.ts';
import { FormattedMail } from './formatted-mail.tsx';
import { linkify } from './linkify.ts';

/** Shown in place; everything else is a download. The server decides the same way. */
const PICTURES = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif']);

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
        <a className="chip" href={part.url} target="_blank" rel="noopener noreferrer nofollow">
          <Link2 size={16} aria-hidden /> {part.title || part.url}
        </a>
      ) : (
        <p className="chip">{part.title}</p>
      );
    case 'choice':
      return (
        <p className="chip">
          <MousePointerClick size={16} aria-hidden /> <span className="visually-hidden">Picked: </span>
          {part.title}
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

function FileView({ file }: { readonly file: FilePart }) {
  const url = fileUrl(file.blobId);
  const name = file.name || 'file';
  if (PICTURES.has(file.contentType)) {
    return (
      <a href={url} target="_blank" rel="noopener" className="picture">
        <img src={url} alt={file.name || 'Picture'} loading="lazy" />
      </a>
    );
  }
  if (file.fileKind === 'audio') {
    // oxlint-disable-next-line jsx-a11y/media-has-caption -- a customer's own recording has none
    return <audio controls preload="none" src={url} aria-label={name} />;
  }
  if (file.fileKind === 'video') {
    // oxlint-disable-next-line jsx-a11y/media-has-caption -- a customer's own recording has none
    return <video controls preload="none" src={url} aria-label={name} className="film" />;
  }
  return (
    <a href={fileUrl(file.blobId, true)} download={name} className="chip file-chip">
      <FileText size={18} aria-hidden />
      <span className="file-name" dir="auto">
        {name}
      </span>
      <span className="file-size">{fileSize(file.sizeBytes)}</span>
      <Download size={16} aria-hidden />
    </a>
  );
}
