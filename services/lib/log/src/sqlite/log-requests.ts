/** What the log's worker is asked. Records travel as columns: far cheaper to hand between threads than objects. */
export type LogRequest =
  | { readonly kind: 'append'; readonly at: number; readonly parts: readonly AppendPart[] }
  | {
      readonly kind: 'read';
      readonly topic: string;
      readonly offset: number;
      readonly records: number;
      readonly bytes: number;
    }
  | { readonly kind: 'end'; readonly topic: string }
  | { readonly kind: 'seek'; readonly topic: string; readonly time: number }
  | { readonly kind: 'join'; readonly topic: string; readonly group: string }
  | { readonly kind: 'commit'; readonly commits: readonly GroupOffset[] }
  | { readonly kind: 'lag' }
  | {
      readonly kind: 'trim';
      readonly topic: string;
      readonly before: number;
      readonly records: number;
      /** What these have not committed yet is kept. */
      readonly groups: readonly string[];
    }
  | { readonly kind: 'topics' };

/** The records of one publish for one topic, in order. Headers are JSON, '' for none. */
export interface AppendPart {
  readonly topic: string;
  readonly keys: readonly string[];
  readonly values: readonly string[];
  readonly headers: readonly string[];
}

export interface GroupOffset {
  readonly topic: string;
  readonly group: string;
  /** The next record to be handled. */
  readonly offset: number;
}

/** Where one `AppendPart` was written: dense offsets from `first`, all with one timestamp. */
export interface Placed {
  readonly first: number;
  readonly at: number;
}

/** Consecutive records from `first`. */
export interface RecordPage {
  readonly first: number;
  readonly timestamps: readonly number[];
  readonly keys: readonly string[];
  readonly values: readonly string[];
  readonly headers: readonly string[];
  /** Offset that the next record of the topic will get. */
  readonly end: number;
}

export interface LagRow {
  readonly topic: string;
  readonly group: string;
  readonly records: number;
  /** Timestamp of the oldest record not yet committed. */
  readonly oldestAt: number | undefined;
}

/** The answer to each kind of request. */
export interface LogAnswers {
  readonly append: readonly Placed[];
  readonly read: RecordPage;
  readonly end: number;
  readonly seek: number;
  readonly join: { readonly offset: number; readonly end: number };
  readonly commit: undefined;
  readonly lag: readonly LagRow[];
  readonly trim: number;
  readonly topics: readonly string[];
}

export type LogAnswer = LogAnswers[LogRequest['kind']];
