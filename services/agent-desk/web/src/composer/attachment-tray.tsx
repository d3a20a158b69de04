import { FileText, X } from 'lucide-react';
import { fileSize } from './file-rules.ts';
import type { Attachment } from './use-attachments.ts';

interface AttachmentTrayProps {
  readonly attachments: readonly Attachment[];
  readonly onRemove: (draftId: string) => void;
}

export function AttachmentTray({ attachments, onRemove }: AttachmentTrayProps) {
  if (attachments.length === 0) return null;
  return (
    <ul className="tray" aria-label="Attached files">
      {attachments.map((one) => (
        <li key={one.draftId} className="tray-file" data-failed={one.error !== ''}>
          {one.previewUrl === '' ? <FileText size={20} aria-hidden /> : <img src={one.previewUrl} alt="" />}
          <span className="tray-text">
            <span className="file-name" dir="auto">
              {one.name}
            </span>
            {one.error === '' ? (
              <span className="faint">{fileSize(one.sizeBytes)}</span>
            ) : (
              <span role="alert" className="form-error">
                {one.error}
              </span>
            )}
            {one.part === undefined && one.error === '' && (
              <progress value={one.progress} max={1} aria-label={`Uploading ${one.name}`} />
            )}
          </span>
          <button
            type="button"
            className="icon-button"
            aria-label={`Remove ${one.name}`}
            onClick={() => onRemove(one.draftId)}
          >
            <X size={16} aria-hidden />
          </button>
        </li>
      ))}
    </ul>
  );
}
