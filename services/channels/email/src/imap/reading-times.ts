const SECOND = 1_000;

/** How long the reading of a mailbox waits for what; ms. */
export interface ReadingTimes {
  /** To be connected, greeted and logged in. */
  readonly connectMs: number;
  /** A server that says nothing for so long, though it was asked something, is gone. */
  readonly silenceMs: number;
  /** One mail, however slowly it comes. */
  readonly mailMs: number;
  /** Looked into so often even where the server tells of nothing: IDLE dies silently. */
  readonly pollMs: number;
  /** IDLE is begun anew; servers end it after 30 minutes (RFC 2177). */
  readonly idleMs: number;
  /** Without a word of the process that reads a mailbox another one takes it. */
  readonly leaseMs: number;
  /** Between tries after faults: any time up to the first, doubled with each failure up to the most. */
  readonly firstRetryMs: number;
  readonly mostRetryMs: number;
  /** Between tries while the server refuses the credentials. */
  readonly reauthoriseMs: number;
}

export const READING_TIMES: ReadingTimes = {
  connectMs: 20 * SECOND,
  silenceMs: 60 * SECOND,
  mailMs: 10 * 60 * SECOND,
  pollMs: 60 * SECOND,
  idleMs: 9 * 60 * SECOND,
  leaseMs: 60 * SECOND,
  firstRetryMs: 1 * SECOND,
  mostRetryMs: 60 * SECOND,
  reauthoriseMs: 3 * 60 * SECOND,
};
