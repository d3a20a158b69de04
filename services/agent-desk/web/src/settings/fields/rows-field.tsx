import { Plus, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { FieldGroup } from './field-parts.tsx';
import type { FieldProps } from './field-parts.tsx';

interface RowsFieldProps<Row> extends FieldProps {
  readonly rows: readonly Row[];
  /** What one row is called. */
  readonly one: string;
  readonly create: () => Row;
  readonly onChange: (rows: readonly Row[]) => void;
  readonly children: (row: Row, put: (patch: Partial<Row>) => void, at: number) => ReactNode;
}

/** Rows of several fields each, to which more can be added. */
export function RowsField<Row extends object>({
  rows,
  one,
  create,
  onChange,
  children,
  ...frame
}: RowsFieldProps<Row>) {
  const put = (at: number, patch: Partial<Row>) =>
    onChange(rows.map((row, index) => (index === at ? { ...row, ...patch } : row)));
  return (
    <FieldGroup {...frame}>
      {rows.map((row, at) => (
        // A row is its place: all that is in it may change.
        <fieldset key={at} className="setting-row" aria-label={`${one} ${at + 1}`} data-path={`${frame.path}[${at}]`}>
          <div className="setting-row-fields">{children(row, (patch) => put(at, patch), at)}</div>
          <button
            type="button"
            className="icon-button"
            aria-label={`Remove ${one} ${at + 1}`}
            onClick={() => onChange(rows.filter((_, index) => index !== at))}
          >
            <X size={16} aria-hidden />
          </button>
        </fieldset>
      ))}
      <button type="button" className="button small ghost" onClick={() => onChange([...rows, create()])}>
        <Plus size={14} aria-hidden /> Add {article(one)} {one}
      </button>
    </FieldGroup>
  );
}

function article(word: string): string {
  return /^[aeiou]/i.test(word) ? 'an' : 'a';
}
