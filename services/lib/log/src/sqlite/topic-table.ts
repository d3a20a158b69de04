import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { AppendPart, Placed, RecordPage } from './log-requests.ts';

type Row = readonly (string | number | null)[];

/** Makes the table of a new topic. */
export function createTopicTable(database: DatabaseSync, id: number): void {
  database.exec(`
    CREATE TABLE topic_${id} (
      offset INTEGER PRIMARY KEY,
      timestamp INTEGER NOT NULL,
      key TEXT NOT NULL,
      value TEXT NOT NULL,
      headers TEXT NOT NULL
    ) STRICT;
  `);
}

/** The table of one topic, offset as its rowid: each append goes to the end of the tree, each read is one range. */
export class TopicTable {
  readonly #insert: StatementSync;
  readonly #range: StatementSync;
  readonly #oldest: StatementSync;
  readonly #timestamp: StatementSync;
  readonly #trim: StatementSync;

  constructor(database: DatabaseSync, id: number) {
    const table = `topic_${id}`;
    this.#insert = database.prepare(`INSERT INTO ${table} VALUES (?, ?, ?, ?, ?)`);
    this.#range = arrays(
      database.prepare(
        `SELECT offset, timestamp, key, value, headers FROM ${table} WHERE offset >= ? ORDER BY offset LIMIT ?`,
      ),
    );
    this.#oldest = arrays(database.prepare(`SELECT min(offset) FROM ${table}`));
    this.#timestamp = arrays(database.prepare(`SELECT timestamp FROM ${table} WHERE offset = ?`));
    this.#trim = database.prepare(`DELETE FROM ${table} WHERE offset < ?`);
  }

  append(part: AppendPart, placed: Placed): void {
    for (const [place, key] of part.keys.entries()) {
      this.#insert.run(placed.first + place, placed.at, key, part.values[place] ?? '', part.headers[place] ?? '');
    }
  }

  /** At least one record where there is one, then up to both bounds. */
  page(from: number, records: number, bytes: number, end: number): RecordPage {
    const page = {
      first: from,
      timestamps: [] as number[],
      keys: [] as string[],
      values: [] as string[],
      headers: [] as string[],
      end,
    };
    let size = 0;
    for (const row of this.#range.iterate(from, records) as Iterable<unknown>) {
      const [offset, timestamp, key, value, headers] = row as [number, number, string, string, string];
      size += value.length;
      if (page.keys.length > 0 && size > bytes) break;
      if (page.keys.length === 0) page.first = offset;
      page.timestamps.push(timestamp);
      page.keys.push(key);
      page.values.push(value);
      page.headers.push(headers);
    }
    return page;
  }

  /** Offset of the oldest record kept; undefined when all are gone. */
  oldest(): number | undefined {
    return number(this.#oldest.get());
  }

  timestampAt(offset: number): number | undefined {
    return number(this.#timestamp.get(offset));
  }

  /** Offset of the first record at or after the time, `end` where there is none. Timestamps never fall, so that halving finds it. */
  seek(time: number, end: number): number {
    let low = this.oldest() ?? end;
    let high = end;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if ((this.timestampAt(middle) ?? 0) < time) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Removes up to so many of the oldest records below the offset; says how many. */
  trim(below: number, records: number): number {
    const oldest = this.oldest();
    return oldest === undefined ? 0 : Number(this.#trim.run(Math.min(below, oldest + records)).changes);
  }
}

function arrays(statement: StatementSync): StatementSync {
  statement.setReturnArrays(true);
  return statement;
}

function number(row: unknown): number | undefined {
  const value = (row as Row | undefined)?.[0];
  return typeof value === 'number' ? value : undefined;
}
