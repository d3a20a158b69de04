/** A place in a thread where all the words were found. */
export interface SearchHit {
  readonly customerId: string;
  readonly customerName: string;
  /** Empty: found in the person, not in a conversation. */
  readonly conversationId: string;
  readonly itemId: string;
  readonly atUs: number;
  readonly channel: string;
  /** message, reply, note, person or file. */
  readonly kind: string;
  /** Plain text. */
  readonly excerpt: string;
  /** Pairs [start, end) in UTF-16 units of the excerpt. */
  readonly marks: readonly number[];
}

export interface SearchPage {
  /** Newest first. */
  readonly hits: readonly SearchHit[];
  readonly nextPageToken: string;
  /** Since when everything is found; 0: always. */
  readonly completeSinceMs: number;
}

/** Fewest and most characters of a search. */
export const MIN_SEARCH = 2;
export const MAX_SEARCH = 200;
