import { useEffect, useRef, useState } from 'react';
import { MAX_DECISION_REASON } from '../../../wire/operations.ts';

interface ReasonFormProps {
  readonly what: string;
  readonly hint: string;
  readonly busy: boolean;
  readonly onReason: (reason: string) => void;
  readonly onCancel: () => void;
}

/** Asks why before something is given up. */
export function ReasonForm({ what, hint, busy, onReason, onCancel }: ReasonFormProps) {
  const [reason, setReason] = useState('');
  const field = useRef<HTMLInputElement>(null);
  // It appears because it was asked for: whoever did goes on typing. A dialog that opens with it looks for the attribute.
  useEffect(() => {
    field.current?.setAttribute('autofocus', '');
    field.current?.focus();
  }, []);
  return (
    <form className="operations-reason" action={() => onReason(reason.trim())}>
      <label className="field">
        Why?
        <input
          ref={field}
          value={reason}
          required
          maxLength={MAX_DECISION_REASON}
          autoComplete="off"
          onChange={(event) => setReason(event.target.value)}
        />
        <span className="faint">{hint}</span>
      </label>
      <div className="operations-actions">
        <button type="submit" className="button primary" disabled={busy || reason.trim() === ''}>
          {what}
        </button>
        <button type="button" className="button ghost" onClick={onCancel}>
          Cancel
        </button>
      </div>
    </form>
  );
}
