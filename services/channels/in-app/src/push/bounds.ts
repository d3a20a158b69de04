/** Every limit of web push in one place. Times in milliseconds. */
export interface PushBounds {
  /** A reply that no device has acknowledged after this is told by push. */
  readonly ackWithinMs: number;
  /** While none has, further replies change the shown notification, without a sound, no more often than this. */
  readonly againAfterMs: number;
  /** How long a push service keeps what it cannot deliver. */
  readonly keptByServiceMs: number;
  /** One call of a push service. */
  readonly callMs: number;
  /** The right to push for a person: so long does it wait after a crash. Above `callMs` twice. */
  readonly leaseMs: number;
  /** First and longest wait before a push service that is busy is called again, also where it asks for more. */
  readonly firstRetryMs: number;
  readonly mostRetryMs: number;
  /** Calls for one push to one subscription; then it is dropped and counted. */
  readonly maxTries: number;
  /** What other processes left is looked for this often. */
  readonly lookEveryMs: number;
  /** People for whom one process pushes side by side. */
  readonly maxAtOnce: number;
  /** The note of a reply may hold up its delivery for so long; then it is made beside it. */
  readonly noteWithinMs: number;
  /** Acknowledgements that wait for the store; further ones are dropped and counted (at worst a push too many). */
  readonly maxNotes: number;
  readonly maxSubscriptionsPerPerson: number;
  /** Replies of one person that are told apart; older ones are forgotten. */
  readonly maxWaiting: number;
  /** Acknowledgements remembered per person, for those that overtake their reply. */
  readonly maxAcknowledged: number;
  /** What is known of a person's devices is forgotten when nothing came for so long. */
  readonly forgottenAfterMs: number;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;

export const PUSH_BOUNDS: PushBounds = {
  ackWithinMs: 5 * SECOND,
  againAfterMs: MINUTE,
  keptByServiceMs: DAY,
  callMs: 10 * SECOND,
  leaseMs: 30 * SECOND,
  firstRetryMs: 5 * SECOND,
  mostRetryMs: 60 * MINUTE,
  maxTries: 5,
  lookEveryMs: 5 * SECOND,
  maxAtOnce: 50,
  noteWithinMs: SECOND,
  maxNotes: 1_000,
  maxSubscriptionsPerPerson: 10,
  maxWaiting: 100,
  maxAcknowledged: 20,
  forgottenAfterMs: 30 * DAY,
};
