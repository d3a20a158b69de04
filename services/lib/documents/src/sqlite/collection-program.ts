import { RowWriter } from './row-writer.ts';
import { countSql, findSql } from './query-sql.ts';
import { UniqueClashError } from '../errors.ts';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Calls, FoundRows, StoredRow } from './calls.ts';
import type { IndexLayout, Layout } from './layout.ts';
import type { PreparedQuery } from './query-sql.ts';

/** A page ends early above this many UTF-16 units of JSON, so that 1000 documents of 1 MiB never travel at once. */
const MAX_PAGE_LENGTH = 16 * 1024 * 1024;

/** The calls on one collection, carried out synchronously in the transaction that is open. */
export class CollectionProgram {
  readonly #database: DatabaseSync;
  readonly #layout: Layout;
  readonly #writer: RowWriter;
  readonly #read: StatementSync;
  readonly #expired: StatementSync | undefined;
  /** By their text: as many as there are kinds of query, for values are bound. */
  readonly #queries = new Map<string, StatementSync>();

  constructor(database: DatabaseSync, layout: Layout) {
    this.#database = database;
    this.#layout = layout;
    this.#writer = new RowWriter(database, layout);
    this.#read = database.prepare(`select body, rev from ${layout.table} where id = ?`);
    this.#read.setReturnArrays(true);
    if (layout.expiry !== undefined) {
      const { column, target } = layout.expiry;
      this.#expired = database.prepare(
        `select id from ${layout.table} indexed by ${target} where ${column} <= ? order by ${column} limit ?`,
      );
    }
  }

  insert(document: Calls['insert']['input']): Calls['insert']['answer'] {
    const index = this.#writer.insert(document, this.#writer.keysOf(document));
    return index === undefined ? { outcome: 'inserted' } : { outcome: 'exists', index };
  }

  insertMany({ documents }: Calls['insertMany']['input']): Calls['insertMany']['answer'] {
    // All keys before the first write: an invalid document means that nothing of the batch is stored.
    const keys = documents.map((document) => this.#writer.keysOf(document));
    for (const [at, document] of documents.entries()) {
      const index = this.#writer.insert(document, keys[at] ?? { columns: [], multi: [] });
      if (index !== undefined) return { inserted: at, clash: { index } };
    }
    return { inserted: documents.length };
  }

  getMany({ ids }: Calls['getMany']['input']): Calls['getMany']['answer'] {
    return ids.flatMap((id) => {
      const row = this.#read.get(id) as unknown as readonly [string, number] | undefined;
      return row === undefined ? [] : [storedRow(row)];
    });
  }

  replace(document: Calls['replace']['input']): Calls['replace']['answer'] {
    const keys = this.#writer.keysOf(document);
    const current = this.#writer.current(document.id);
    if (current?.rev !== document.rev) return 'conflict';
    const clash = this.#writer.update(current, document.json, keys);
    if (clash !== undefined) throw new UniqueClashError(clash);
    return 'applied';
  }

  remove({ id, rev }: Calls['remove']['input']): Calls['remove']['answer'] {
    const current = this.#writer.current(id);
    if (current === undefined) return 'absent';
    if (rev !== undefined && rev !== current.rev) return 'conflict';
    this.#writer.remove(current);
    return 'removed';
  }

  find({ search }: Calls['find']['input']): FoundRows {
    const query = findSql(this.#layout, this.#index(search.index), search);
    const rows: StoredRow[] = [];
    let length = 0;
    // One row more than asked for tells whether a next page exists.
    for (const row of this.#statement(query).iterate(...query.values, search.limit + 1)) {
      if (rows.length === search.limit || length > MAX_PAGE_LENGTH) return { rows, more: true };
      const [rev, body] = row as unknown as readonly [number, string];
      rows.push(storedRow([body, rev]));
      length += body.length;
    }
    return { rows, more: false };
  }

  count({ condition, atMost }: Calls['count']['input']): number {
    const query = countSql(this.#layout, this.#index(condition.index), condition);
    const [count] = this.#statement(query).get(...query.values, atMost) as unknown as readonly [number];
    return count;
  }

  /** Removes up to `atMost` documents whose time is over; returns how many. */
  expire({ before, atMost }: Calls['expire']['input']): number {
    const expired = this.#expired?.all(before, atMost) ?? [];
    for (const { id } of expired) this.remove({ collection: this.#layout.table, id: String(id) });
    return expired.length;
  }

  #index(name: string): IndexLayout {
    const index = this.#layout.indexes.find((candidate) => candidate.name === name);
    if (index === undefined) throw new Error(`index ${name} is not declared`);
    return index;
  }

  #statement({ sql }: PreparedQuery): StatementSync {
    let statement = this.#queries.get(sql);
    if (statement === undefined) {
      statement = this.#database.prepare(sql);
      statement.setReturnArrays(true);
      this.#queries.set(sql, statement);
    }
    return statement;
  }
}

function storedRow([json, rev]: readonly [string, number]): StoredRow {
  return { json, rev };
}
