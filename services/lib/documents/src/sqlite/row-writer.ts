import { keyColumnValue, multiRows } from './layout.ts';
import { MultiRows } from './multi-rows.ts';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { EncodedDocument } from '../json-document.ts';
import type { IndexLayout, KeyColumn, Layout, SqlValue } from './layout.ts';

/** Statements kept for different sets of changed columns; rarer sets are prepared anew each time. */
const MAX_UPDATE_STATEMENTS = 64;

/** What a document's row holds beside its text: key columns, then what the multi indexes remember. */
export interface RowKeys {
  readonly columns: readonly SqlValue[];
  readonly multi: readonly ReturnType<typeof multiRows>[];
}

export interface CurrentRow {
  readonly row: number;
  readonly id: string;
  readonly rev: number;
  readonly columns: readonly SqlValue[];
  readonly remembered: readonly (string | null)[];
}

/** Writes rows of one collection together with their index keys. Nothing here throws on a clash: it says which index. */
export class RowWriter {
  readonly #database: DatabaseSync;
  readonly #layout: Layout;
  readonly #keyColumns: readonly KeyColumn[];
  readonly #tables: readonly MultiRows[];
  readonly #remembered: readonly string[];
  readonly #insert: StatementSync;
  readonly #select: StatementSync;
  readonly #remember: StatementSync | undefined;
  readonly #remove: StatementSync;
  readonly #updates = new Map<string, StatementSync>();
  readonly #probes: readonly ClashProbe[];

  constructor(database: DatabaseSync, layout: Layout) {
    this.#database = database;
    this.#layout = layout;
    this.#keyColumns = layout.keyColumns;
    const multi = layout.indexes.filter(({ remembered }) => remembered !== undefined);
    this.#tables = multi.map((index) => new MultiRows(database, index));
    this.#remembered = multi.flatMap(({ remembered }) => remembered ?? []);
    const keys = layout.keyColumns.map(({ name }) => name);
    const { table } = layout;
    this.#insert = database.prepare(
      `insert or ignore into ${table} (${['id', 'rev', 'body', ...keys].join(', ')})
        values (?, 1, ?${', ?'.repeat(keys.length)})`,
    );
    this.#select = database.prepare(
      `select ${['row', 'rev', ...keys, ...this.#remembered].join(', ')} from ${table} where id = ?`,
    );
    this.#select.setReturnArrays(true);
    this.#remember =
      multi.length === 0
        ? undefined
        : database.prepare(
            `update ${table} set ${this.#remembered.map((name) => `${name} = ?`).join(', ')} where row = ?`,
          );
    this.#remove = database.prepare(`delete from ${table} where row = ?`);
    this.#probes = layout.indexes
      .filter(({ definition }) => definition.unique === true)
      .map((index) => clashProbe(database, layout, index));
  }

  /** Throws `InvalidDocumentError` where an indexed field holds something else. */
  keysOf({ json }: EncodedDocument): RowKeys {
    if (this.#keyColumns.length + this.#tables.length === 0) return { columns: [], multi: [] };
    const document = JSON.parse(json) as object;
    return {
      columns: this.#keyColumns.map((column) => keyColumnValue(document, column)),
      multi: this.#tables.map(({ definition }) => multiRows(document, definition)),
    };
  }

  /** Returns the index that another document holds, `_id` before all others. */
  insert({ id, json }: EncodedDocument, keys: RowKeys): string | undefined {
    const { changes, lastInsertRowid } = this.#insert.run(id, json, ...keys.columns);
    if (changes === 0) return this.current(id) === undefined ? this.#clashOf(keys) : '_id';
    if (keys.multi.some(({ length }) => length > 0)) {
      this.#remember?.run(...this.#tables.map((table, at) => table.add(id, keys.multi[at] ?? [])), lastInsertRowid);
    }
    return undefined;
  }

  current(id: string): CurrentRow | undefined {
    const found = this.#select.get(id) as unknown as readonly SqlValue[] | undefined;
    if (found === undefined) return undefined;
    const [row, rev] = found as readonly [number, number];
    const remembered = 2 + this.#keyColumns.length;
    return {
      row,
      id,
      rev,
      columns: found.slice(2, remembered),
      remembered: found.slice(remembered) as readonly (string | null)[],
    };
  }

  /** Returns the index that another document holds; then nothing has changed. */
  update(current: CurrentRow, json: string, keys: RowKeys): string | undefined {
    const changed = this.#keyColumns.map((_, at) => keys.columns[at] !== current.columns[at]);
    const values = keys.columns.filter((_, at) => changed[at]);
    const { changes } = this.#updateOf(changed).run(json, ...values, current.row);
    if (changes === 0) return this.#clashOf(keys, current.id);
    if (this.#tables.length > 0) {
      const remembered = this.#tables.map((table, at) =>
        table.exchange(current.id, current.remembered[at] ?? null, keys.multi[at] ?? []),
      );
      if (remembered.some((rows, at) => rows !== current.remembered[at])) {
        this.#remember?.run(...remembered, current.row);
      }
    }
    return undefined;
  }

  remove(current: CurrentRow): void {
    this.#remove.run(current.row);
    for (const [at, table] of this.#tables.entries()) table.drop(current.id, current.remembered[at] ?? null);
  }

  /** SQLite rewrites every index whose columns an UPDATE names, so it names only those that change. */
  #updateOf(changed: readonly boolean[]): StatementSync {
    const set = changed.map(Number).join('');
    const known = this.#updates.get(set);
    if (known !== undefined) return known;
    const names = this.#keyColumns.filter((_, at) => changed[at]).map(({ name }) => name);
    const statement = this.#database.prepare(
      `update or ignore ${this.#layout.table} set rev = rev + 1, body = ?${names.map((name) => `, ${name} = ?`).join('')}
        where row = ?`,
    );
    if (this.#updates.size < MAX_UPDATE_STATEMENTS) this.#updates.set(set, statement);
    return statement;
  }

  #clashOf(keys: RowKeys, exceptId = ''): string {
    const probe = this.#probes.find(({ holds }) => holds(keys.columns, exceptId));
    if (probe === undefined) throw new Error('SQLite refused a row that no index forbids');
    return probe.index;
  }
}

interface ClashProbe {
  readonly index: string;
  /** Whether another document than this one stands at the key. */
  readonly holds: (columns: readonly SqlValue[], exceptId: string) => boolean;
}

function clashProbe(database: DatabaseSync, { table, keyColumns }: Layout, index: IndexLayout): ClashProbe {
  const places = index.columns.map((column) => keyColumns.findIndex(({ name }) => name === column));
  const statement = database.prepare(
    `select 1 from ${table} where ${index.columns.map((column) => `${column} = ?`).join(' and ')} and id <> ?`,
  );
  return {
    index: index.name,
    holds: (columns, exceptId) => statement.get(...places.map((at) => columns[at] ?? null), exceptId) !== undefined,
  };
}
