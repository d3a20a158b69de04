import type {
  Collection,
  CheckedDocumentStore,
  CollectionDefinition,
  DocumentStore,
  StoredDocument,
} from '../document-store.ts';

/** What an adapter's test hands to the contract. */
export interface OpenedStore {
  readonly store: CheckedDocumentStore;
  /** Closes the store and opens the same data anew; absent where data does not outlive the store (in memory). */
  reopen?(): Promise<DocumentStore>;
  /** Closes whatever is open and removes the data. */
  dispose(): Promise<void>;
}

/** Fields as the tests need them; every document may have any. */
export interface Thing extends StoredDocument {
  readonly [field: string]: unknown;
}

/** One store for the whole suite, and a new collection for each test. */
export class StoreUnderTest {
  readonly #open: () => Promise<OpenedStore>;
  #opened: OpenedStore | undefined;
  #collections = 0;

  constructor(open: () => Promise<OpenedStore>) {
    this.#open = open;
  }

  async open(): Promise<void> {
    this.#opened = await this.#open();
  }

  async dispose(): Promise<void> {
    await this.#opened?.dispose();
  }

  get store(): DocumentStore {
    if (this.#opened === undefined) throw new Error('the store is not open');
    return this.#opened.store;
  }

  /** A store that the test may close. */
  openAnother(): Promise<OpenedStore> {
    return this.#open();
  }

  newName(): string {
    this.#collections += 1;
    return `things_${this.#collections}`;
  }

  newCollection(definition: Omit<CollectionDefinition, 'name'> = {}): Promise<Collection<Thing>> {
    return this.store.collection({ name: this.newName(), ...definition });
  }
}

export function idsOf(documents: readonly StoredDocument[]): readonly string[] {
  return documents.map(({ _id: id }) => id);
}
