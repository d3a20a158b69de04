/**
 * The document-store port. Collections of JSON documents with application-made string ids, declared indexes, and
 * compare-and-set by `rev`. What it cannot say (multi-document transactions, change streams, aggregation), the design
 * does not need; see docs/architecture.md. All reads are at the primary: a reader sees every write that was answered.
 */
export interface DocumentStore {
  /** Declares and opens a collection; creates what is missing of its indexes. Declaring it twice with the same definition is allowed. */
  collection<D extends StoredDocument>(definition: CollectionDefinition): Promise<Collection<D>>;
  /** The server or file in use, for logs and test reports; never contains credentials. */
  readonly description: string;
  /** Refuses new calls, finishes what was accepted, releases the file or the connections. */
  close(): Promise<void>;
}

/** What every adapter opens as; a store that wraps another need not be one. */
export interface CheckedDocumentStore extends DocumentStore {
  /** For readiness: undefined while the file or a primary answers, else one line that says what is wrong. Never throws. */
  checkHealth(): Promise<string | undefined>;
}

/** `rev` counts the writes of a document: 1 at insert, + 1 by every replace. It is kept by the store. */
export interface StoredDocument {
  readonly _id: string;
  readonly rev: number;
}

/** A document as handed to `insert`: the store adds `rev: 1`. */
export type NewDocument<D extends StoredDocument> = Omit<D, 'rev'>;

export interface CollectionDefinition {
  /** Plural, snake_case. */
  readonly name: string;
  /** Named for their query. Documents that lack an index's first field are not in that index (sparse), nor bound by its uniqueness. */
  readonly indexes?: Readonly<Record<string, IndexDefinition>>;
  /** Top-level field with epoch milliseconds after which the document may vanish (checked at least every minute). */
  readonly expiresAtField?: string;
}

export interface IndexDefinition {
  /** Top-level fields or dotted paths, holding strings, finite numbers or booleans. The document id is always the last tie-break. */
  readonly fields: readonly string[];
  readonly unique?: boolean;
  /** The first field holds an array; the document is found under each of its elements. Not with `unique`. */
  readonly multi?: boolean;
}

export type InsertResult = { readonly outcome: 'inserted' } | { readonly outcome: 'exists'; readonly index: string };
export type ReplaceResult<D> = { readonly outcome: 'applied'; readonly document: D } | { readonly outcome: 'conflict' };

export type IndexValue = string | number | boolean;

export interface Query {
  readonly index: string;
  /** Values for a prefix of the index's fields. */
  readonly equals?: readonly IndexValue[];
  /** Bounds for the first field after `equals`. */
  readonly above?: IndexValue;
  readonly from?: IndexValue;
  readonly below?: IndexValue;
  readonly to?: IndexValue;
  readonly order?: 'ascending' | 'descending';
  /** 1 to 1000. */
  readonly limit: number;
  /** Continues after this place: the `cursor` of an earlier page of the same query. */
  readonly after?: PageCursor;
}

/** Opaque; JSON-safe. */
export type PageCursor = readonly (IndexValue | null)[];

export interface Page<D> {
  readonly documents: readonly D[];
  /** Set when there may be more. */
  readonly cursor?: PageCursor;
}

/**
 * Every write is durable when it resolves. Any call may throw `StoreUnavailableError` (nothing was done, try again) and
 * every write `OutcomeUnknownError` (done or not: read before trying again).
 */
export interface Collection<D extends StoredDocument> {
  /** Insert-if-absent. A clash names the index (`_id` for the id) and changes nothing. Throws `InvalidDocumentError` above 1 MiB of JSON. */
  insert(document: NewDocument<D>): Promise<InsertResult>;
  /** In the given order, stopping at the first clash: `inserted` says how many came before it. Up to 1000. */
  insertMany(
    documents: readonly NewDocument<D>[],
  ): Promise<{ readonly inserted: number; readonly clash?: { readonly index: string } }>;
  get(id: string): Promise<D | undefined>;
  /** Found documents in the order of the ids asked for (missing ones left out). Up to 1000. */
  getMany(ids: readonly string[]): Promise<readonly D[]>;
  /** Compare-and-set: writes only where the stored `rev` equals `document.rev`; the stored document gets `rev + 1`. Throws `UniqueClashError` where a unique index forbids it. */
  replace(document: D): Promise<ReplaceResult<D>>;
  /** Removes where `rev` matches; without `rev`, whatever is there. */
  remove(id: string, rev?: number): Promise<'removed' | 'conflict' | 'absent'>;
  find(query: Query): Promise<Page<D>>;
  /** How many documents match, counting to `atMost` (1 to 10000) and no further. */
  count(query: Omit<Query, 'limit' | 'after' | 'order'>, atMost: number): Promise<number>;
}
