import { UniqueClashError } from '../errors.ts';
import { keyColumnValue, MISSING_SQL, multiRows } from './layout.ts';
import { MultiRows } from './multi-rows.ts';
import type { DatabaseSync } from 'node:sqlite';
import type { IndexLayout, Layout } from './layout.ts';

/** Rows read at a time while a new index is filled. */
const BACKFILL_ROWS = 1000;

interface StoredDocumentRow {
  readonly row: number;
  readonly id: string;
  readonly body: string;
}

/**
 * Creates what is missing of a collection: table, key columns, indexes; what is new is filled from the documents there.
 * Throws `UniqueClashError` and `InvalidDocumentError` where those forbid an index; the caller rolls back.
 */
export function createMissing(database: DatabaseSync, layout: Layout): void {
  database.exec(
    `create table if not exists ${layout.table}
      (row integer primary key, id text not null unique, rev integer not null, body text not null) strict`,
  );
  const present = new Set(
    database
      .prepare(`select name from pragma_table_info(?)`)
      .all(unquoted(layout.table))
      .map(({ name }) => `"${String(name)}"`),
  );
  const columns = layout.keyColumns.filter(({ name }) => !present.has(name));
  const multi = layout.indexes.filter(({ remembered }) => remembered !== undefined && !present.has(remembered));
  for (const { name, leading } of columns) {
    const missing = leading ? '' : ` not null default ${MISSING_SQL}`;
    database.exec(`alter table ${layout.table} add column ${name} any${missing}`);
  }
  for (const { remembered, target, columns: keys } of multi) {
    database.exec(`alter table ${layout.table} add column ${remembered} text`);
    const keyList = keys.map((key) => `${key} any not null`).join(', ');
    database.exec(
      `create table ${target} (${keyList}, id text not null, primary key (${keys.join(', ')}, id)) strict, without rowid`,
    );
  }
  if (columns.length + multi.length > 0) fill(database, layout, columns, multi);
  for (const index of layout.indexes) if (index.remembered === undefined) createIndex(database, layout, index);
  if (layout.expiry !== undefined) {
    const { target, column } = layout.expiry;
    database.exec(`create index if not exists ${target} on ${layout.table} (${column}) where ${column} is not null`);
  }
}

function createIndex(database: DatabaseSync, layout: Layout, index: IndexLayout): void {
  const unique = index.definition.unique === true;
  // A unique key is a place by itself; the others share theirs with the id.
  const columns = [...index.columns, ...(unique ? [] : ['id'])].join(', ');
  try {
    database.exec(
      `create ${unique ? 'unique ' : ''}index if not exists ${index.target}
        on ${layout.table} (${columns}) where ${index.columns[0]} is not null`,
    );
  } catch (error) {
    if (isConstraint(error)) throw new UniqueClashError(index.name);
    throw error;
  }
}

/** All in the transaction of the declaration, so that nobody ever meets an index that is half filled. */
function fill(
  database: DatabaseSync,
  layout: Layout,
  columns: Layout['keyColumns'],
  multi: readonly IndexLayout[],
): void {
  const read = database.prepare(`select row, id, body from ${layout.table} where row > ? order by row limit ?`);
  const assignments = [...columns.map(({ name }) => name), ...multi.map(({ remembered }) => remembered)];
  const write = database.prepare(
    `update ${layout.table} set ${assignments.map((name) => `${name} = ?`).join(', ')} where row = ?`,
  );
  const tables = multi.map((index) => new MultiRows(database, index));
  for (let last = 0, more = true; more;) {
    const rows = read.all(last, BACKFILL_ROWS) as unknown as readonly StoredDocumentRow[];
    for (const { row, id, body } of rows) {
      const document = JSON.parse(body) as object;
      const keys = columns.map((column) => keyColumnValue(document, column));
      const remembered = tables.map((table) => table.add(id, multiRows(document, table.definition)));
      write.run(...keys, ...remembered, row);
      last = row;
    }
    more = rows.length === BACKFILL_ROWS;
  }
}

function isConstraint(error: unknown): boolean {
  // Primary result code SQLITE_CONSTRAINT.
  return error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === 19;
}

function unquoted(name: string): string {
  return name.slice(1, -1);
}
