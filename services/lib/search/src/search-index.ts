import type { SearchQuery } from './text/search-query.ts';

/**
 * The search port. An index keeps of each text its words and never the text itself: what it gives are candidates, newest
 * first, which hold every word of a query. Whether they hold them together, and still do, is told by `matchText` on the
 * text as it is now, so nothing is ever served from an index.
 */
export interface SearchIndex {
  /**
   * Takes texts in, durably. Of one id the highest `version` counts: an older text never replaces a newer one, and the same
   * version again changes nothing. A text without words is kept as such, so that no older one comes back. At most 500.
   */
  index(documents: readonly SearchDocument[]): Promise<void>;
  /** Forgets ids altogether, their versions too. At most 500. */
  remove(ids: readonly string[]): Promise<void>;
  /** Empties whatever is kept under a customer; versions stay. Says how many held words. */
  emptyCustomer(customerId: string): Promise<number>;
  /** A page of candidates by (`at`, id), newest first. It may be short, even empty, and still have a `cursor`: work is bounded. */
  find(request: FindRequest): Promise<FoundPage>;
  /** Texts with words, counted to `atMost` (1 to 10,000) at least. */
  count(atMost: number): Promise<number>;
  state(): Promise<SearchState>;
  /** Says that everything from this instant on (epoch ms; 0: all there is) has been taken in. */
  setCompleteSince(at: number): Promise<void>;
  /**
   * Begins a fresh generation, or goes on with the one that was begun. Until `finish` the old one serves; what is indexed
   * meanwhile goes into both.
   */
  rebuild(): Promise<SearchRebuild>;
  readonly description: string;
  /** For readiness: undefined while the index answers, else one line that says what is wrong. Never throws. */
  checkHealth(): Promise<string | undefined>;
  close(): Promise<void>;
}

export interface SearchDocument {
  /** At most 100 characters. */
  readonly id: string;
  readonly customerId: string;
  /** µs: the order of what is found. */
  readonly at: number;
  /** Rises with every change of the text. */
  readonly version: number;
  readonly text: string;
}

export interface FindRequest {
  readonly query: SearchQuery;
  /** Only under these, at most 100. Absent: under all. */
  readonly customerIds?: readonly string[];
  /** 1 to 200. */
  readonly limit: number;
  /** `cursor` of the page before, of the same query. */
  readonly after?: string;
}

export interface Candidate {
  readonly id: string;
  readonly customerId: string;
  /** µs. */
  readonly at: number;
}

export interface FoundPage {
  readonly candidates: readonly Candidate[];
  /** Set when there may be more. */
  readonly cursor?: string;
}

export interface SearchState {
  /** Epoch ms from which on everything is found; 0: always. */
  readonly completeSince: number;
  readonly isRebuilding: boolean;
}

export interface SearchRebuild {
  /** How far an earlier, interrupted rebuild came: the `place` that it noted last. Absent: from the start. */
  readonly resumedFrom: string | undefined;
  /** As `SearchIndex.index`, into the fresh generation alone; `place` is noted with it. */
  index(documents: readonly SearchDocument[], place: string): Promise<void>;
  /** The fresh generation serves from now on, and the old one is removed. */
  finish(): Promise<void>;
}

/** Most documents or ids of one call. */
export const MAX_SEARCH_BATCH = 500;
export const MAX_CANDIDATES = 200;
