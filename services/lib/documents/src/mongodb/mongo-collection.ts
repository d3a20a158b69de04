import { BSON, MongoBulkWriteError, MongoServerError } from 'mongodb';
import { UniqueClashError } from '../errors.ts';
import { indexValueAt } from '../index-keys.ts';
import { decodeDocument } from '../json-document.ts';
import { checkAtMost, checkBatch, checkCondition, checkQuery } from '../query.ts';
import { encodeFor } from './document-encoder.ts';
import { clashingIndex } from './index-layout.ts';
import { DUPLICATE_KEY, notDone, writeFault } from './mongo-faults.ts';
import { afterFilter, conditionFilter, sortOf } from './query-filter.ts';
import { fromStored } from './stored-document.ts';
import type { Collection as DriverCollection, Document, Filter, FindOptions } from 'mongodb';
import type { CallsUnderWay } from './calls-under-way.ts';
import type {
  Collection,
  CollectionDefinition,
  IndexDefinition,
  InsertResult,
  NewDocument,
  Page,
  PageCursor,
  Query,
  ReplaceResult,
  StoredDocument,
} from '../document-store.ts';
import type { Condition } from '../query.ts';
import type { WriteAttempts } from './write-attempts.ts';

interface Stored extends Document {
  readonly _id: string;
  readonly rev: number;
}

export interface MongoCollectionOptions {
  readonly collection: DriverCollection<Stored>;
  readonly definition: CollectionDefinition;
  readonly attempts: WriteAttempts;
  readonly calls: CallsUnderWay;
}

/** How long the server works on one read; a read along an index takes a small part of it. */
const READ_TIME_LIMIT_MS = 10_000;

export class MongoCollection<D extends StoredDocument> implements Collection<D> {
  readonly #collection: DriverCollection<Stored>;
  readonly #definition: CollectionDefinition;
  readonly #attempts: WriteAttempts;
  readonly #calls: CallsUnderWay;

  constructor({ collection, definition, attempts, calls }: MongoCollectionOptions) {
    this.#collection = collection;
    this.#definition = definition;
    this.#attempts = attempts;
    this.#calls = calls;
  }

  async insert(document: NewDocument<D>): Promise<InsertResult> {
    const { id, stored } = encodeFor(this.#definition, document, 1);
    return await this.#write('one', async () => {
      try {
        await this.#collection.insertOne(stored as Stored);
        return { outcome: 'inserted' };
      } catch (error) {
        return { outcome: 'exists', index: await this.#clashOf(error, id) };
      }
    });
  }

  async insertMany(
    documents: readonly NewDocument<D>[],
  ): Promise<{ readonly inserted: number; readonly clash?: { readonly index: string } }> {
    checkBatch(documents);
    const encoded = documents.map((document) => encodeFor(this.#definition, document, 1));
    if (encoded.length === 0) return { inserted: 0 };
    return await this.#write('many', async () => {
      try {
        await this.#collection.insertMany(encoded.map(({ stored }) => stored as Stored));
        return { inserted: encoded.length };
      } catch (error) {
        const isClash = error instanceof MongoBulkWriteError && duplicateKey(error);
        // A batch can both meet a duplicate and lack its majority: then nothing of it is sure.
        if (!isClash || error.result.getWriteConcernError() !== undefined) throw error;
        const inserted = error.insertedCount;
        try {
          return { inserted, clash: { index: await this.#clashOf(error, encoded[inserted]?.id ?? '') } };
        } catch (unanswered) {
          throw writeFault(unanswered, inserted > 0);
        }
      }
    });
  }

  async get(id: string): Promise<D | undefined> {
    const [found] = await this.getMany([id]);
    return found;
  }

  async getMany(ids: readonly string[]): Promise<readonly D[]> {
    checkBatch(ids);
    // What cannot be an id is not there; the driver would read it as an operator, or as another id.
    const possible = ids.filter((id) => typeof id === 'string' && id.isWellFormed());
    if (possible.length === 0) return [];
    const documents = await this.#read(() =>
      this.#collection
        .find({ _id: { $in: possible } }, { batchSize: possible.length + 1, maxTimeMS: READ_TIME_LIMIT_MS, raw: true })
        .toArray(),
    );
    const byId = new Map(documents.map((raw) => decode(raw) as D).map((document) => [document._id, document]));
    return possible.flatMap((id) => byId.get(id) ?? []);
  }

  async replace(document: D): Promise<ReplaceResult<D>> {
    const { rev } = document;
    const { id, json, stored } = encodeFor(this.#definition, document, rev + 1);
    if (!Number.isSafeInteger(rev)) return { outcome: 'conflict' };
    const { matchedCount } = await this.#write('one', async () => {
      try {
        return await this.#collection.replaceOne({ _id: { $eq: id }, rev: { $eq: rev } }, stored);
      } catch (error) {
        throw duplicateKey(error) ? new UniqueClashError(clashingIndex(this.#definition, error)) : error;
      }
    });
    // Read from the text: what is handed out is what is stored, and shares nothing with what was handed in.
    return matchedCount === 1
      ? { outcome: 'applied', document: decodeDocument(json, rev + 1) as D }
      : { outcome: 'conflict' };
  }

  async remove(id: string, rev?: number): Promise<'removed' | 'conflict' | 'absent'> {
    if (typeof id !== 'string' || !id.isWellFormed()) return 'absent';
    const filter: Filter<Stored> = { _id: { $eq: id }, ...(rev === undefined ? {} : { rev: { $eq: rev } }) };
    return await this.#write('one', async () => {
      const { deletedCount } = await this.#collection.deleteOne(filter);
      if (deletedCount === 1) return 'removed';
      return rev !== undefined && (await this.#exists(id)) ? 'conflict' : 'absent';
    });
  }

  async find(query: Query): Promise<Page<D>> {
    checkQuery(this.#definition, query);
    const index = this.#index(query);
    const condition = conditionFilter(index, query);
    const { documents, ended } = await this.#read(() =>
      this.#firstReply(query.after === undefined ? condition : { $and: [condition, afterFilter(index, query)] }, {
        sort: sortOf(index, query),
        hint: query.index,
        // One document more than asked for tells whether a next page exists.
        limit: query.limit + 1,
      }),
    );
    const page = documents.slice(0, query.limit).map((raw) => decode(raw) as D);
    const last = page.at(-1);
    const more = !ended || documents.length > page.length;
    return more && last !== undefined ? { documents: page, cursor: placeOf(last, index, query) } : { documents: page };
  }

  async count(query: Condition, atMost: number): Promise<number> {
    checkCondition(this.#definition, query);
    checkAtMost(atMost);
    const filter = conditionFilter(this.#index(query), query) as Filter<Stored>;
    return await this.#read(() =>
      this.#collection.countDocuments(filter, { hint: query.index, limit: atMost, maxTimeMS: READ_TIME_LIMIT_MS }),
    );
  }

  /** A page is what one reply holds: the server ends it at 16 MiB, and 1000 documents of 1 MiB never travel at once. */
  async #firstReply(
    filter: Document,
    options: FindOptions,
  ): Promise<{ readonly documents: readonly unknown[]; readonly ended: boolean }> {
    const cursor = this.#collection.find(filter as Filter<Stored>, {
      ...options,
      batchSize: options.limit ?? 0,
      maxTimeMS: READ_TIME_LIMIT_MS,
      // Decoded here: the driver would decode what it tells its listeners once more.
      raw: true,
    });
    try {
      await cursor.hasNext();
      return { documents: cursor.readBufferedDocuments(), ended: cursor.id === undefined || cursor.id.isZero() };
    } finally {
      await cursor.close();
    }
  }

  /** The index that a duplicate key was found in, `_id` before all others, whichever the server looked at first. */
  async #clashOf(error: unknown, id: string): Promise<string> {
    if (!duplicateKey(error)) throw error;
    const index = clashingIndex(this.#definition, error);
    return index === '_id' || !(await this.#exists(id)) ? index : '_id';
  }

  async #exists(id: string): Promise<boolean> {
    const found = await this.#collection.findOne(
      { _id: { $eq: id } },
      // Whether it is there, even if a majority does not have it yet: a write found it so.
      { projection: { _id: 1 }, readConcern: { level: 'local' }, maxTimeMS: READ_TIME_LIMIT_MS },
    );
    return found !== null;
  }

  #write<Answer>(documents: 'one' | 'many', write: () => Promise<Answer>): Promise<Answer> {
    return this.#calls.accept(() => this.#attempts.watch(documents, write, writeFault));
  }

  #read<Answer>(read: () => Promise<Answer>): Promise<Answer> {
    return this.#calls.accept(async () => {
      try {
        return await read();
      } catch (error) {
        throw notDone(error);
      }
    });
  }

  #index({ index }: Pick<Query, 'index'>): IndexDefinition {
    const found = this.#definition.indexes?.[index];
    if (found === undefined) throw new Error(`index ${index} is not declared`);
    return found;
  }
}

function decode(raw: unknown): StoredDocument {
  return fromStored(BSON.deserialize(raw as Uint8Array));
}

function duplicateKey(error: unknown): error is MongoServerError {
  return error instanceof MongoServerError && error.code === DUPLICATE_KEY;
}

function placeOf(document: StoredDocument, { fields }: IndexDefinition, { equals = [] }: Query): PageCursor {
  const { _id: id } = document;
  // Of a multi index the element is in `equals`, and the document's own field is an array.
  return [...equals, ...fields.slice(equals.length).map((path) => indexValueAt(document, path)), id];
}
