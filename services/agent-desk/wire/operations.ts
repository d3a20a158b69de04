/** What administrators see of records that could not be processed and of replies that wait. Names as in admin.proto. */
export type DeadLetterState = 'open' | 'replayed' | 'dropped';

export interface DeadLetter {
  readonly deadLetterId: string;
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly group: string;
  readonly code: string;
  readonly error: string;
  readonly attempts: number;
  readonly firstSeenMs: number;
  readonly deadLetteredMs: number;
  readonly sizeBytes: number;
  readonly state: DeadLetterState;
  /** In whose thread a placeholder stands for it; empty: in nobody's. */
  readonly placeholderCustomerId: string;
  /** It is a replay that failed again; empty: it is not. */
  readonly replayOf: string;
  readonly decidedBy: string;
  readonly decidedMs: number;
  readonly decisionReason: string;
  readonly corrected: boolean;
  readonly keptUntilMs: number;
}

export interface DeadLetterPage {
  readonly deadLetters: readonly DeadLetter[];
  readonly nextPageToken: string;
  /** Open ones on all topics. */
  readonly open: number;
}

export interface DeadLetterContent {
  readonly deadLetter: DeadLetter;
  readonly headers: Readonly<Record<string, string>>;
  readonly value: string;
}

export interface DeadLetterDecision {
  readonly deadLetter: DeadLetter;
  /** It had been decided before; nothing was done. */
  readonly already: boolean;
}

export interface ParkedKey {
  readonly identityId: string;
  readonly channel: string;
  readonly account: string;
  readonly customerId: string;
  readonly sinceMs: number;
  readonly dueMs: number;
  readonly replies: number;
  readonly code: string;
  readonly reason: string;
  readonly givesUpMs: number;
}

export interface ParkedPage {
  readonly parked: readonly ParkedKey[];
  readonly nextPageToken: string;
  /** Keys that wait now, per channel. */
  readonly counts: Readonly<Record<string, number>>;
}

/** Most characters of the words with which something is given up. */
export const MAX_DECISION_REASON = 500;
/** Largest corrected value, in bytes: what a record may hold. */
export const MAX_CORRECTED_BYTES = 256 * 1024;
