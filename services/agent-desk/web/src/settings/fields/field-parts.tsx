import { useId } from 'react';
import type { ReactNode } from 'react';

export interface FieldProps {
  readonly label: string;
  /** Where in its entry it stands: problems lead to it. */
  readonly path: string;
  readonly hint?: string;
}

interface FieldFrameProps extends FieldProps {
  readonly children: (ids: { readonly id: string; readonly hintId: string | undefined }) => ReactNode;
}

/** A label, a field, and what helps to fill it in. */
export function FieldFrame({ label, path, hint, children }: FieldFrameProps) {
  const id = useId();
  const hintId = hint === undefined ? undefined : `${id}-hint`;
  return (
    <div className="field setting-field" data-path={path}>
      <label htmlFor={id}>{label}</label>
      {children({ id, hintId })}
      {hint !== undefined && (
        <span className="form-hint" id={hintId}>
          {hint}
        </span>
      )}
    </div>
  );
}

interface FieldGroupProps extends FieldProps {
  readonly children: ReactNode;
}

/** Several fields under one name. */
export function FieldGroup({ label, path, hint, children }: FieldGroupProps) {
  const hintId = useId();
  return (
    <fieldset className="setting-group" data-path={path} aria-describedby={hint === undefined ? undefined : hintId}>
      <legend>{label}</legend>
      {hint !== undefined && (
        <p className="form-hint" id={hintId}>
          {hint}
        </p>
      )}
      {children}
    </fieldset>
  );
}
