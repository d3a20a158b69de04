import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { SyntheticEvent } from 'react';
import { MAX_CHANGE_NOTE } from '../../../../wire/settings.ts';
import type { SettingsApplied, SettingsCheck, SettingsWish } from '../../../../wire/settings.ts';
import { callDesk, messageOf } from '../../api/http.ts';

interface ApplyFormProps {
  readonly wish: SettingsWish;
  readonly check: SettingsCheck;
  readonly expectedVersion: number;
  readonly onApplied: (version: number) => void;
  /** It was refused after all: what is wrong must be looked at again. */
  readonly onRefused: () => void;
}

/** Asks why, has warnings acknowledged, and puts the draft in force. */
export function ApplyForm({ wish, check, expectedVersion, onApplied, onRefused }: ApplyFormProps) {
  const [note, setNote] = useState('');
  const [acknowledged, setAcknowledged] = useState(false);
  const apply = useMutation({
    mutationFn: () =>
      callDesk<SettingsApplied>('POST', '/settings/apply', { ...wish, expectedVersion, note: note.trim() }),
    onSuccess: ({ version }) => onApplied(version),
    onError: onRefused,
  });
  const errors = check.problems.filter(({ severity }) => severity === 'error').length;
  const warnings = check.problems.length - errors;
  const isStale = check.versionInForce !== expectedVersion;
  const blocked = errors > 0 || isStale || check.changes.length === 0 || (warnings > 0 && !acknowledged);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (!blocked && !apply.isPending) apply.mutate();
  };
  return (
    <form className="modal-form" onSubmit={submit}>
      <label className="field">
        Why? For the history
        <input
          value={note}
          dir="auto"
          maxLength={MAX_CHANGE_NOTE}
          autoComplete="off"
          onChange={(event) => setNote(event.target.value)}
        />
      </label>
      {warnings > 0 && errors === 0 && (
        <label className="check">
          <input type="checkbox" checked={acknowledged} onChange={(event) => setAcknowledged(event.target.checked)} />
          {warnings === 1 ? 'I have read the warning and mean it so' : 'I have read the warnings and mean it so'}
        </label>
      )}
      {errors > 0 && <p className="form-hint">Mend the errors first; your draft is kept.</p>}
      {apply.isError && (
        <p role="alert" className="form-error">
          {messageOf(apply.error)}
        </p>
      )}
      <button type="submit" className="button primary" disabled={blocked || apply.isPending}>
        Put in force
      </button>
    </form>
  );
}
