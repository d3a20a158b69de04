import { InvalidDocumentError } from '../errors.ts';
import { indexElementsAt, indexValueAt } from '../index-keys.ts';
import type { CollectionDefinition, IndexDefinition, IndexValue } from '../document-store.ts';

export type SqlValue = string | number | null;

/** A column of the collection's table that holds what an index looks at, filled whenever a document is written. */
export interface KeyColumn {
  readonly name: string;
  readonly path: string;
  /** Missing values are NULL in a leading column (not in the index) and below everything in a later one (first in order). */
  readonly leading: boolean;
  /** The field of expiry: nothing but numbers. */
  readonly isTime: boolean;
}

/**
 * Where an index lives. Plain: on columns of the collection's table. Multi: in a table of its own with a row per element,
 * whose key columns are `k0`, `k1`, …; the collection's table remembers those rows as JSON in `remembered`.
 */
export interface IndexLayout {
  readonly name: string;
  readonly definition: IndexDefinition;
  /** The SQLite index or, for multi, the table. */
  readonly target: string;
  readonly columns: readonly string[];
  readonly remembered: string | undefined;
}

export interface Layout {
  readonly table: string;
  readonly keyColumns: readonly KeyColumn[];
  readonly indexes: readonly IndexLayout[];
  /** The leading column of the field of expiry. */
  readonly expiry: { readonly column: string; readonly target: string } | undefined;
}

/** Below every number and every string, and never a document's own value: indexed numbers are finite. */
const MISSING = Number.NEGATIVE_INFINITY;
export const MISSING_SQL = '-9e999';

export function layOut(definition: CollectionDefinition): Layout {
  const keyColumns = new Map<string, KeyColumn>();
  const column = (path: string, leading: boolean): string => {
    const name = identifier(`${leading ? 'first' : 'then'}:${path}`);
    keyColumns.set(name, { name, path, leading, isTime: path === definition.expiresAtField });
    return name;
  };
  const indexes = Object.entries(definition.indexes ?? {}).map(([name, index]): IndexLayout => {
    const multi = index.multi === true;
    return {
      name,
      definition: index,
      target: identifier(`${definition.name}:${name}`),
      columns: index.fields.map((path, place) => (multi ? `k${place}` : column(path, place === 0))),
      remembered: multi ? identifier(`rows:${name}`) : undefined,
    };
  });
  const { expiresAtField } = definition;
  const expiry =
    expiresAtField === undefined
      ? undefined
      : { column: column(expiresAtField, true), target: identifier(`${definition.name}::expiry`) };
  return { table: identifier(definition.name), keyColumns: [...keyColumns.values()], indexes, expiry };
}

export function keyColumnValue(document: object, { path, leading, isTime }: KeyColumn): SqlValue {
  const value = indexValueAt(document, path);
  if (isTime && value !== null && typeof value !== 'number') {
    throw new InvalidDocumentError(`${path} is the time of expiry and holds no number`);
  }
  return value === null && leading ? null : toSql(value);
}

/** The rows of a multi index for one document, each in the order of `columns`; null stands for a missing value. */
export function multiRows(document: object, { fields }: IndexDefinition): readonly (readonly (IndexValue | null)[])[] {
  const elements = indexElementsAt(document, fields[0] ?? '');
  const rest = fields.slice(1).map((path) => indexValueAt(document, path));
  return (elements ?? []).map((element) => [element, ...rest]);
}

export function toSql(value: IndexValue | null): SqlValue {
  if (typeof value === 'boolean') return value ? 1 : 0;
  return value ?? MISSING;
}

/** Quoted; SQLite does not tell letters of different case apart in names, so capitals are marked. */
function identifier(name: string): string {
  return `"${name.replace(/[A-Z]/g, (capital) => `^${capital.toLowerCase()}`)}"`;
}
