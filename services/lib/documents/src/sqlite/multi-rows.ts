import { toSql } from './layout.ts';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { IndexDefinition, IndexValue } from '../document-store.ts';
import type { IndexLayout } from './layout.ts';

type Rows = readonly (readonly (IndexValue | null)[])[];

/** The table of a multi index: a row for each element of each document. */
export class MultiRows {
  readonly definition: IndexDefinition;
  readonly #insert: StatementSync;
  readonly #delete: StatementSync;

  constructor(database: DatabaseSync, { definition, target, columns }: IndexLayout) {
    this.definition = definition;
    this.#insert = database.prepare(
      `insert into ${target} (${columns.join(', ')}, id) values (${columns.map(() => '?').join(', ')}, ?)`,
    );
    this.#delete = database.prepare(
      `delete from ${target} where ${columns.map((column) => `${column} = ?`).join(' and ')} and id = ?`,
    );
  }

  /** Returns what the document's row has to remember of it, to find the rows again. */
  add(id: string, rows: Rows): string | null {
    for (const row of rows) this.#insert.run(...row.map(toSql), id);
    return rows.length === 0 ? null : JSON.stringify(rows);
  }

  drop(id: string, remembered: string | null): void {
    if (remembered === null) return;
    for (const row of JSON.parse(remembered) as Rows) this.#delete.run(...row.map(toSql), id);
  }

  /** Most writes leave the elements as they are and then touch nothing here. */
  exchange(id: string, remembered: string | null, rows: Rows): string | null {
    if ((rows.length === 0 ? null : JSON.stringify(rows)) === remembered) return remembered;
    this.drop(id, remembered);
    return this.add(id, rows);
  }
}
