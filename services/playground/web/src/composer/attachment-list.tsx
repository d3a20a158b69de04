import { Icon } from '../ui/icons.tsx';
import type { Attachment } from './use-attachments.ts';

interface AttachmentListProps {
  readonly attachments: readonly Attachment[];
  readonly onRemove: (id: string) => void;
}

export function AttachmentList({ attachments, onRemove }: AttachmentListProps) {
  if (attachments.length === 0) return null;
  return (
    <ul class="attachments" aria-label="Attached files">
      {attachments.map(({ id, name }) => (
        <li key={id}>
          <span>{name}</span>
          <button type="button" class="icon-button small" aria-label={`Remove ${name}`} onClick={() => onRemove(id)}>
            <Icon name="close" />
          </button>
        </li>
      ))}
    </ul>
  );
}
