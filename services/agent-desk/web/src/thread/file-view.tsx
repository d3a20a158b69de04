import { CalendarDays, ContactRound, Download, FileText } from 'lucide-react';
import { useState } from 'react';
import type { FilePart } from '../../../wire/model.ts';
import { fileUrl } from '../api/upload-file.ts';
import { fileSize } from '../composer/file-rules.ts';
import { Modal } from '../ui/modal.tsx';

/** Shown in place; everything else is a download. The server decides the same way. */
const PICTURES = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/avif']);
/** Files that are something else than a document to people. */
const KINDS: Readonly<Record<string, { readonly icon: typeof FileText; readonly what: string }>> = {
  'text/calendar': { icon: CalendarDays, what: 'Calendar entry' },
  'text/vcard': { icon: ContactRound, what: 'Contact card' },
  'text/x-vcard': { icon: ContactRound, what: 'Contact card' },
};

/** A file as it is best looked at: pictures and stickers in place, sound and film with a player, the rest to download. */
export function FileView({ file }: { readonly file: FilePart }) {
  const url = fileUrl(file.blobId);
  const name = file.name || 'file';
  if (PICTURES.has(file.contentType)) {
    if (file.fileKind === 'sticker') return <img className="sticker" src={url} alt="Sticker" loading="lazy" />;
    return <Picture url={url} name={file.name || 'Picture'} blobId={file.blobId} />;
  }
  if (file.fileKind === 'audio') {
    // oxlint-disable-next-line jsx-a11y/media-has-caption -- a customer's own recording has none
    return <audio controls preload="none" src={url} aria-label={name} />;
  }
  if (file.fileKind === 'video') {
    // oxlint-disable-next-line jsx-a11y/media-has-caption -- a customer's own recording has none
    return <video controls preload="none" src={url} aria-label={name} className="film" />;
  }
  const { icon: Icon, what } = KINDS[file.contentType] ?? { icon: FileText, what: '' };
  return (
    <a href={fileUrl(file.blobId, true)} download={name} className="chip file-chip">
      <Icon size={18} aria-hidden />
      <span className="file-name" dir="auto">
        {name}
      </span>
      <span className="file-size">{[what, fileSize(file.sizeBytes)].filter(Boolean).join(' · ')}</span>
      <Download size={16} aria-hidden />
    </a>
  );
}

interface PictureProps {
  readonly url: string;
  readonly name: string;
  readonly blobId: string;
}

/** Opens in its own size over the desk. */
function Picture({ url, name, blobId }: PictureProps) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="picture" aria-label={`Enlarge ${name}`} onClick={() => setOpen(true)}>
        <img src={url} alt={name} loading="lazy" />
      </button>
      {open && (
        <Modal title={name} wide onClose={() => setOpen(false)}>
          <div className="lightbox">
            <img src={url} alt={name} />
            <a className="button small" href={fileUrl(blobId, true)} download={name}>
              <Download size={15} aria-hidden /> Download
            </a>
          </div>
        </Modal>
      )}
    </>
  );
}
