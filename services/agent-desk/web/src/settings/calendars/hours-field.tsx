import { TextField } from '../fields/text-field.tsx';
import type { FieldProps } from '../fields/field-parts.tsx';

interface HoursFieldProps extends FieldProps {
  readonly hours: readonly string[];
  readonly onChange: (hours: readonly string[]) => void;
}

const SPAN = String.raw`\s*([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)\s*`;
const PATTERN = `(${SPAN}(,${SPAN})*)?`;

/** Hours of one day as they are said: 09:00-12:00, 13:00-17:30. */
export function HoursField({ hours, onChange, ...frame }: HoursFieldProps) {
  return (
    <TextField
      {...frame}
      value={hours.join(',')}
      placeholder="closed"
      pattern={PATTERN}
      onChange={(text) => onChange(text === '' ? [] : text.split(','))}
    />
  );
}
