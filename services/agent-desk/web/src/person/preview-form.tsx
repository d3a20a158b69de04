import { TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { UseQueryResult } from '@tanstack/react-query';
import { MAX_LINK_NOTE } from '../../../wire/identity.ts';
import type { LinkPreview } from '../../../wire/identity.ts';
import { messageOf } from '../api/http.ts';
import { obstacleWords } from './link-words.ts';

interface PreviewFormProps {
  readonly preview: UseQueryResult<LinkPreview>;
  readonly children: (preview: LinkPreview) => ReactNode;
  /** What is done, on the button. */
  readonly does: string;
  readonly consequence: string;
  readonly busy: boolean;
  readonly error: unknown;
  readonly onConfirm: (note: string) => void;
  readonly onCancel: () => void;
}

/** What would change, why it may not be, and a word for the audit trail. */
export function PreviewForm(props: PreviewFormProps) {
  const { preview, children, does, consequence, busy, error, onConfirm, onCancel } = props;
  const [note, setNote] = useState('');
  if (preview.isPending) return <output className="operations-note">Looking at what would change…</output>;
  if (preview.isError) {
    return (
      <div role="alert" className="operations-note">
        <p className="form-error">{messageOf(preview.error)}</p>
        <button type="button" className="button" onClick={() => void preview.refetch()}>
          Try again
        </button>
      </div>
    );
  }
  const { obstacle, explanation } = preview.data;
  return (
    <form className="modal-form" action={() => onConfirm(note.trim())}>
      {children(preview.data)}
      {obstacle === '' ? (
        <>
          <p className="faint">{consequence}</p>
          <label className="field">
            Why? (for colleagues, may stay empty)
            <input
              value={note}
              maxLength={MAX_LINK_NOTE}
              autoComplete="off"
              onChange={(event) => setNote(event.target.value)}
            />
          </label>
        </>
      ) : (
        <p className="obstacle" role="alert">
          <TriangleAlert size={18} aria-hidden /> {obstacleWords(obstacle, explanation)}
        </p>
      )}
      {error !== null && (
        <p role="alert" className="form-error">
          {messageOf(error)}
        </p>
      )}
      <div className="operations-actions">
        {obstacle === '' && (
          <button type="submit" className="button primary" disabled={busy}>
            {does}
          </button>
        )}
        <button type="button" className="button ghost" onClick={onCancel}>
          {obstacle === '' ? 'Cancel' : 'Back'}
        </button>
      </div>
    </form>
  );
}
