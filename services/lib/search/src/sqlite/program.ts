import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { OpenSqliteProgram } from '@onethread/sqlite';
import type { SearchState } from '../search-index.ts';
import { TOKENS_VERSION } from '../text/tokens.ts';
import type { CallAnswer, CallName, CallRequest, Taken } from './calls.ts';
import { Generation } from './generation.ts';

/** Runs inside the worker of the index's file. */
export const openProgram: OpenSqliteProgram<CallRequest, CallAnswer, undefined> = (database) => {
  const index = new IndexFile(database);
  return {
    handle: (request) => {
      index.refresh();
      return carryOut(index, request);
    },
    isRead: ({ name }) => READS.has(name),
  };
};

const READS: ReadonlySet<CallName> = new Set<CallName>(['find', 'count', 'state']);

function carryOut(index: IndexFile, { name, input }: CallRequest): CallAnswer {
  switch (name) {
    case 'index':
      return index.index(input);
    case 'remove':
      return index.remove(input);
    case 'emptyCustomer':
      return index.emptyCustomer(input);
    case 'find':
      return index.serving.find(input);
    case 'count':
      return index.serving.count(input);
    case 'state':
      return index.state();
    case 'setCompleteSince':
      return index.setCompleteSince(input);
    case 'startRebuild':
      return index.startRebuild();
    case 'rebuildIndex':
      return index.rebuildIndex(input.generation, input.documents, input.place);
    case 'finishRebuild':
      return index.finishRebuild(input.generation);
  }
}

interface Kept {
  readonly serving: number;
  readonly building?: number;
  /** How far the building has come. */
  readonly place?: string;
  readonly completeSince: number;
  readonly tokensVersion: number;
}

class IndexFile {
  readonly #database: DatabaseSync;
  readonly #read: StatementSync;
  readonly #write: StatementSync;
  #text = '';
  #kept: Kept;
  #serving: Generation;
  #building: Generation | undefined;

  constructor(database: DatabaseSync) {
    this.#database = database;
    database.exec(
      'create table if not exists state (one integer primary key check (one = 1), kept text not null) strict',
    );
    this.#read = database.prepare('select kept from state');
    this.#write = database.prepare('insert or replace into state values (1, ?)');
    const row = this.#read.get();
    const found = row === undefined ? undefined : (JSON.parse(String(row['kept'])) as Kept);
    this.#kept = found ?? { serving: 1, completeSince: Date.now(), tokensVersion: TOKENS_VERSION };
    if (this.#kept.tokensVersion !== TOKENS_VERSION) this.#outdate();
    this.#serving = new Generation(database, this.#kept.serving);
    this.#building = this.#kept.building === undefined ? undefined : new Generation(database, this.#kept.building);
    this.#keep(this.#kept);
  }

  get serving(): Generation {
    return this.#serving;
  }

  /** What a transaction that was undone had set up in memory is given up. */
  refresh(): void {
    const text = String(this.#read.get()?.['kept']);
    if (text === this.#text) return;
    this.#text = text;
    this.#kept = JSON.parse(text) as Kept;
    const { serving, building } = this.#kept;
    this.#serving = new Generation(this.#database, serving);
    this.#building = building === undefined ? undefined : new Generation(this.#database, building);
  }

  index(documents: readonly Taken[]): undefined {
    for (const document of documents) for (const generation of this.#all()) generation.index(document);
  }

  remove(ids: readonly string[]): undefined {
    for (const id of ids) for (const generation of this.#all()) generation.remove(id);
  }

  emptyCustomer(customerId: string): number {
    const [emptied = 0] = this.#all().map((generation) => generation.emptyCustomer(customerId));
    return emptied;
  }

  state(): SearchState {
    return { completeSince: this.#kept.completeSince, isRebuilding: this.#building !== undefined };
  }

  setCompleteSince(completeSince: number): undefined {
    this.#keep({ ...this.#kept, completeSince });
  }

  startRebuild(): { generation: number; place: string | undefined } {
    const generation = this.#kept.building ?? this.#kept.serving + 1;
    this.#building ??= new Generation(this.#database, generation);
    this.#keep({ ...this.#kept, building: generation });
    return { generation, place: this.#kept.place };
  }

  rebuildIndex(generation: number, documents: readonly Taken[], place: string): undefined {
    // Another who rebuilt at the same time has finished: then it serves already.
    const target = generation === this.#kept.building ? this.#building : this.#serving;
    for (const document of documents) target?.index(document);
    if (generation === this.#kept.building) this.#keep({ ...this.#kept, place });
  }

  finishRebuild(generation: number): undefined {
    if (generation !== this.#kept.building || this.#building === undefined) return;
    const old = this.#kept.serving;
    this.#serving = this.#building;
    this.#building = undefined;
    this.#keep({ serving: generation, completeSince: 0, tokensVersion: TOKENS_VERSION });
    Generation.drop(this.#database, old);
  }

  #all(): readonly Generation[] {
    return this.#building === undefined ? [this.#serving] : [this.#serving, this.#building];
  }

  /** Texts were cut into other tokens when this was written: from now on, and from the next rebuild, all is found. */
  #outdate(): void {
    const { serving, building } = this.#kept;
    if (building !== undefined) Generation.drop(this.#database, building);
    this.#kept = { serving, completeSince: Date.now(), tokensVersion: TOKENS_VERSION };
  }

  #keep(kept: Kept): void {
    this.#text = JSON.stringify(kept);
    this.#write.run(this.#text);
    this.#kept = kept;
  }
}
