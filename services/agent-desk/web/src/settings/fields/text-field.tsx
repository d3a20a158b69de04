import { FieldFrame } from './field-parts.tsx';
import type { FieldProps } from './field-parts.tsx';

interface TextFieldProps extends FieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly pattern?: string;
  readonly placeholder?: string;
  readonly maxLength?: number;
  readonly required?: boolean;
}

export function TextField({
  value,
  onChange,
  pattern,
  placeholder,
  maxLength = 120,
  required = false,
  ...frame
}: TextFieldProps) {
  return (
    <FieldFrame {...frame}>
      {({ id, hintId }) => (
        <input
          id={id}
          value={value}
          dir="auto"
          autoComplete="off"
          maxLength={maxLength}
          required={required}
          pattern={pattern}
          placeholder={placeholder}
          aria-describedby={hintId}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </FieldFrame>
  );
}

interface LinesFieldProps extends FieldProps {
  readonly values: readonly string[];
  readonly onChange: (values: readonly string[]) => void;
  readonly placeholder?: string;
}

/** Several words or phrases, one a line. */
export function LinesField({ values, onChange, placeholder, ...frame }: LinesFieldProps) {
  return (
    <FieldFrame {...frame}>
      {({ id, hintId }) => (
        <textarea
          id={id}
          value={values.join('\n')}
          dir="auto"
          rows={Math.min(8, Math.max(2, values.length))}
          placeholder={placeholder}
          aria-describedby={hintId}
          onChange={(event) => onChange(event.target.value === '' ? [] : event.target.value.split('\n'))}
        />
      )}
    </FieldFrame>
  );
}
