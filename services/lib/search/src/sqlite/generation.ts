import { createHash } from 'node:crypto';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { tokensOf } from '../text/tokens.ts';
import type { Find, FoundRow, Taken } from './calls.ts';

/** Places between two microseconds: what has the same instant stands side by side. */
const PLACES_PER_US = 1024n;

/** How a customer is named among the tokens: with a sign that no text is cut into. */
export function customerToken(customerId: string): string {
  return `\ue000${Buffer.from(customerId, 'utf8').toString('hex')}`;
}

/**
 * One generation of the index in two tables: `places` (what stands where, with its version) and the FTS5 table of its
 * tokens, whose row ids are places, so that the newest come first without sorting.
 */
export class Generation {
  readonly #known: StatementSync;
  readonly #isTaken: StatementSync;
  readonly #put: StatementSync;
  readonly #drop: StatementSync;
  readonly #putWords: StatementSync;
  readonly #dropWords: StatementSync;
  readonly #find: StatementSync;
  readonly #ofCustomer: StatementSync;
  readonly #empty: StatementSync;
  readonly #count: StatementSync;

  constructor(database: DatabaseSync, generation: number) {
    const places = `places_${generation}`;
    const words = `words_${generation}`;
    database.exec(`
      create table if not exists ${places} (
        place integer primary key, id text not null unique, customer text not null, at integer not null,
        version integer not null, has_words integer not null
      ) strict;
      create index if not exists ${places}_customer on ${places} (customer) where has_words = 1;
      create virtual table if not exists ${words} using fts5 (
        words, content = '', contentless_delete = 1, tokenize = 'ascii', detail = 'none', prefix = '2 3'
      );
    `);
    this.#known = database.prepare(`select place, at, version, has_words from ${places} where id = ?`);
    this.#isTaken = database.prepare(`select 1 from ${places} where place = ?`);
    this.#put = database.prepare(`insert into ${places} values (?, ?, ?, ?, ?, ?)`);
    this.#drop = database.prepare(`delete from ${places} where place = ?`);
    this.#putWords = database.prepare(`insert into ${words} (rowid, words) values (?, ?)`);
    this.#dropWords = database.prepare(`delete from ${words} where rowid = ?`);
    this.#find = database.prepare(
      `select places.place, id, customer, at from ${words} join ${places} places on places.place = ${words}.rowid
       where ${words} match ? and ${words}.rowid < ? order by ${words}.rowid desc limit ?`,
    );
    this.#ofCustomer = database.prepare(`select place from ${places} where customer = ? and has_words = 1`);
    this.#empty = database.prepare(`update ${places} set has_words = 0 where place = ?`);
    this.#count = database.prepare(`select count(*) as found from (select 1 from ${words} limit ?)`);
    for (const statement of [this.#known, this.#find, this.#ofCustomer]) statement.setReadBigInts(true);
  }

  static drop(database: DatabaseSync, generation: number): void {
    database.exec(`drop table if exists words_${generation}; drop table if exists places_${generation}`);
  }

  index({ id, customerId, at, version, text }: Taken): void {
    const known = this.#known.get(id);
    if (known !== undefined && (known['version'] as bigint) >= BigInt(version)) return;
    if (known !== undefined) this.#forget(known['place'] as bigint, known['has_words'] === 1n);
    const kept = known !== undefined && known['at'] === BigInt(at);
    const place = kept ? (known['place'] as bigint) : this.#freePlace(id, at);
    const tokens = tokensOf(text);
    this.#put.run(place, id, customerId, at, version, tokens.size > 0 ? 1 : 0);
    if (tokens.size > 0) this.#putWords.run(place, [customerToken(customerId), ...tokens].join(' '));
  }

  remove(id: string): void {
    const known = this.#known.get(id);
    if (known !== undefined) this.#forget(known['place'] as bigint, known['has_words'] === 1n);
  }

  emptyCustomer(customerId: string): number {
    const rows = this.#ofCustomer.all(customerId);
    for (const row of rows) {
      this.#dropWords.run(row['place'] as bigint);
      this.#empty.run(row['place'] as bigint);
    }
    return rows.length;
  }

  find({ match, limit, below }: Find): FoundRow[] {
    return this.#find.all(match, below ?? 2n ** 62n, limit).map((row) => ({
      id: String(row['id']),
      customerId: String(row['customer']),
      at: Number(row['at']),
      place: row['place'] as bigint,
    }));
  }

  count(atMost: number): number {
    return Number(this.#count.get(atMost)?.['found']);
  }

  #forget(place: bigint, hasWords: boolean): void {
    if (hasWords) this.#dropWords.run(place);
    this.#drop.run(place);
  }

  #freePlace(id: string, at: number): bigint {
    const spread = createHash('sha256').update(id).digest().readUInt16BE() % Number(PLACES_PER_US);
    let place = BigInt(at) * PLACES_PER_US + BigInt(spread);
    while (this.#isTaken.get(place) !== undefined) place += 1n;
    return place;
  }
}
