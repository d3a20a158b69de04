import { checkDefinition } from '../definition.ts';
import { CallsUnderWay, CLOSED } from './calls-under-way.ts';
import { compareDefinition, createMissing, refuseMissing } from './declare-collection.ts';
import { MongoCollection } from './mongo-collection.ts';
import { WriteAttempts } from './write-attempts.ts';
import type { Collection, CheckedDocumentStore, CollectionDefinition, StoredDocument } from '../document-store.ts';
import type { Declared } from './declare-collection.ts';
import type { MongoConnection } from './open-mongo-connection.ts';

export class MongoDocumentStore implements CheckedDocumentStore {
  readonly description: string;
  readonly #connection: MongoConnection;
  readonly #createIndexes: boolean;
  readonly #attempts: WriteAttempts;
  readonly #calls = new CallsUnderWay();

  constructor(connection: MongoConnection, options: { readonly createIndexes: boolean }) {
    this.description = connection.description;
    this.#connection = connection;
    this.#createIndexes = options.createIndexes;
    this.#attempts = new WriteAttempts(connection.client);
  }

  async collection<D extends StoredDocument>(given: CollectionDefinition): Promise<Collection<D>> {
    const declared = await this.compare(given);
    if (this.#createIndexes) await this.create(declared);
    else refuseMissing(declared);
    const { definition } = declared;
    return new MongoCollection<D>({
      collection: this.#connection.database.collection(definition.name),
      definition,
      attempts: this.#attempts,
      calls: this.#calls,
    });
  }

  /** What the server has and lacks of a definition. */
  async compare(given: CollectionDefinition): Promise<Declared> {
    checkDefinition(given);
    const definition = structuredClone(given);
    return await this.#calls.accept(() => compareDefinition(this.#connection.database, definition));
  }

  create(declared: Declared): Promise<void> {
    return this.#calls.accept(() => createMissing(this.#connection.database, declared));
  }

  checkHealth(): Promise<string | undefined> {
    return this.#calls.isClosed ? Promise.resolve(CLOSED) : this.#connection.checkHealth();
  }

  async close(): Promise<void> {
    await this.#calls.close();
    await this.#connection.close();
  }
}
