import { FieldFrame } from './field-parts.tsx';
import type { FieldProps } from './field-parts.tsx';

interface NumberFieldProps extends FieldProps {
  /** `undefined`: nothing is set. */
  readonly value: number | undefined;
  readonly onChange: (value: number | undefined) => void;
  readonly min: number;
  readonly max: number;
  /** What holds while nothing is set. */
  readonly placeholder?: string;
  readonly unit?: string;
  readonly required?: boolean;
}

export function NumberField({
  value,
  onChange,
  min,
  max,
  placeholder,
  unit,
  required = false,
  ...frame
}: NumberFieldProps) {
  return (
    <FieldFrame {...frame}>
      {({ id, hintId }) => (
        <span className="number-field">
          <input
            id={id}
            type="number"
            inputMode="numeric"
            value={value ?? ''}
            min={min}
            max={max}
            step={1}
            required={required}
            placeholder={placeholder}
            aria-describedby={hintId}
            onChange={(event) =>
              onChange(event.target.value === '' ? undefined : Math.trunc(event.target.valueAsNumber))
            }
          />
          {unit !== undefined && <span className="faint">{unit}</span>}
        </span>
      )}
    </FieldFrame>
  );
}
