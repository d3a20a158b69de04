import { checkDefinition, mergeDefinitions } from '../definition.ts';
import { InvalidDocumentError, InvalidRequestError, UniqueClashError } from '../errors.ts';
import { CollectionProgram } from './collection-program.ts';
import { layOut } from './layout.ts';
import { createMissing } from './schema.ts';
import type { DatabaseSync } from 'node:sqlite';
import type { OpenSqliteProgram } from '@onethread/sqlite';
import type { CollectionDefinition } from '../document-store.ts';
import type { CallAnswer, CallName, CallRequest, Rejected } from './calls.ts';

/** Runs inside the worker of the store's file. */
export const openProgram: OpenSqliteProgram<CallRequest, CallAnswer, undefined> = (database) => {
  const catalog = new Catalog(database);
  return {
    handle: (request) => {
      try {
        return carryOut(catalog, request);
      } catch (error) {
        return rejection(error);
      }
    },
    isRead: ({ name }) => READS.has(name),
  };
};

/** Need no transaction, and do not wait for the commit of writes that were called after them. */
const READS: ReadonlySet<CallName> = new Set<CallName>(['check', 'getMany', 'find', 'count']);

function carryOut(catalog: Catalog, { name, input }: CallRequest): CallAnswer {
  switch (name) {
    case 'declare':
      return catalog.declare(input);
    case 'insert':
      return catalog.open(input.collection).insert(input);
    case 'insertMany':
      return catalog.open(input.collection).insertMany(input);
    case 'getMany':
      return catalog.open(input.collection).getMany(input);
    case 'replace':
      return catalog.open(input.collection).replace(input);
    case 'remove':
      return catalog.open(input.collection).remove(input);
    case 'find':
      return catalog.open(input.collection).find(input);
    case 'count':
      return catalog.open(input.collection).count(input);
    case 'check':
      return catalog.check();
    case 'expire':
      return catalog.open(input.collection).expire(input);
  }
}

/** The definitions as stored in the file, and the programs of the collections that are open. */
class Catalog {
  readonly #database: DatabaseSync;
  readonly #open = new Map<string, CollectionProgram>();

  constructor(database: DatabaseSync) {
    this.#database = database;
    database.exec('create table if not exists _collections (name text primary key, definition text not null) strict');
  }

  /** Reads from the file. */
  check(): 'answers' {
    this.#database.prepare('select 1 from _collections limit 1').get();
    return 'answers';
  }

  /** One that was declared before the file was opened anew is opened by what is stored of it. */
  open(name: string): CollectionProgram {
    const open = this.#open.get(name);
    if (open !== undefined) return open;
    const stored = this.#stored(name);
    if (stored === undefined) throw new Error(`collection ${name} is not declared`);
    const collection = new CollectionProgram(this.#database, layOut(JSON.parse(stored) as CollectionDefinition));
    this.#open.set(name, collection);
    return collection;
  }

  #stored(name: string): string | undefined {
    const found = this.#database.prepare('select definition from _collections where name = ?').get(name);
    return found === undefined ? undefined : String(found['definition']);
  }

  declare(declared: CollectionDefinition): 'declared' {
    checkDefinition(declared);
    const stored = this.#stored(declared.name);
    const definition =
      stored === undefined ? declared : mergeDefinitions(JSON.parse(stored) as CollectionDefinition, declared);
    const text = JSON.stringify(definition);
    if (text === stored && this.#open.has(declared.name)) return 'declared';
    const layout = layOut(definition);
    if (text !== stored)
      this.#atomically(() => {
        createMissing(this.#database, layout);
        this.#database.prepare('insert or replace into _collections values (?, ?)').run(declared.name, text);
      });
    this.#open.set(declared.name, new CollectionProgram(this.#database, layout));
    return 'declared';
  }

  /** A rejection is an answer, so the transaction goes on: what was half done must be undone here. */
  #atomically(change: () => void): void {
    this.#database.exec('savepoint declaration');
    try {
      change();
    } catch (error) {
      this.#database.exec('rollback to declaration');
      throw error;
    } finally {
      this.#database.exec('release declaration');
    }
  }
}

function rejection(error: unknown): Rejected {
  if (error instanceof UniqueClashError) return { rejected: 'unique-clash', index: error.index };
  if (error instanceof InvalidDocumentError || error instanceof InvalidRequestError) {
    return { rejected: error.code, reason: error.message };
  }
  throw error;
}
