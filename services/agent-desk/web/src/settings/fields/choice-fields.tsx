import { FieldFrame, FieldGroup } from './field-parts.tsx';
import type { FieldProps } from './field-parts.tsx';

export interface Choice {
  readonly id: string;
  readonly name: string;
}

interface SelectFieldProps extends FieldProps {
  readonly value: string;
  readonly choices: readonly Choice[];
  /** Offers to choose nothing, under this name. */
  readonly none?: string;
  readonly onChange: (value: string) => void;
}

/** One of several; what is chosen and does not exist any more is shown as it is. */
export function SelectField({ value, choices, none, onChange, ...frame }: SelectFieldProps) {
  const isUnknown = value !== '' && !choices.some(({ id }) => id === value);
  return (
    <FieldFrame {...frame}>
      {({ id, hintId }) => (
        <select id={id} value={value} aria-describedby={hintId} onChange={(event) => onChange(event.target.value)}>
          {(none !== undefined || value === '') && <option value="">{none ?? 'Choose…'}</option>}
          {isUnknown && <option value={value}>{value} (does not exist)</option>}
          {choices.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        </select>
      )}
    </FieldFrame>
  );
}

interface ChecksFieldProps extends FieldProps {
  readonly values: readonly string[];
  readonly choices: readonly Choice[];
  readonly empty: string;
  readonly onChange: (values: readonly string[]) => void;
}

/** Any of several. */
export function ChecksField({ values, choices, empty, onChange, ...frame }: ChecksFieldProps) {
  const unknown = values.filter((id) => !choices.some((one) => one.id === id));
  const all = [...choices, ...unknown.map((id) => ({ id, name: `${id} (does not exist)` }))];
  return (
    <FieldGroup {...frame}>
      {all.length === 0 && <p className="faint">{empty}</p>}
      <div className="setting-checks">
        {all.map(({ id, name }) => (
          <label key={id} className="check">
            <input
              type="checkbox"
              checked={values.includes(id)}
              onChange={(event) =>
                onChange(event.target.checked ? [...values, id] : values.filter((one) => one !== id))
              }
            />
            <bdi>{name}</bdi>
          </label>
        ))}
      </div>
    </FieldGroup>
  );
}

interface CheckFieldProps extends FieldProps {
  readonly value: boolean;
  readonly onChange: (value: boolean) => void;
}

export function CheckField({ label, path, hint, value, onChange }: CheckFieldProps) {
  return (
    <div className="setting-field" data-path={path}>
      <label className="check">
        <input type="checkbox" checked={value} onChange={(event) => onChange(event.target.checked)} />
        {label}
      </label>
      {hint !== undefined && <p className="form-hint">{hint}</p>}
    </div>
  );
}
