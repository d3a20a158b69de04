/** Every limit of the host in one place. Times in milliseconds. */
export interface KitBounds {
  /** A publish that takes longer counts as refused: the provider is told to come again. Below every provider's patience (15 s). */
  readonly publishMs: number;
  /** Records waiting to become durable at once, and their bytes. */
  readonly maxUnpublished: number;
  readonly maxUnpublishedBytes: number;
  /** While more than one in a hundred publishes takes longer, intake is refused but for one at a time that looks. */
  readonly slowPublishMs: number;
  /** Intake is refused while routing has left something unread for longer: well below the log's retention (7 days). */
  readonly maxRouterLagMs: number;
  readonly checkLagEveryMs: number;
  /** One provider call, where the channel does not say otherwise. */
  readonly sendMs: number;
  /** After its time is over, a call has this long to come back by itself before its outcome counts as unknown. */
  readonly sendGraceMs: number;
  /** Showing one sign of an agent (typing, seen), and how many are being shown at once: more are dropped. */
  readonly signalMs: number;
  readonly maxSignals: number;
  /** First and longest wait before a reply is tried again. */
  readonly firstRetryMs: number;
  readonly mostRetryMs: number;
  /** After this a reply that never went out fails. */
  readonly giveUpAfterMs: number;
  /** How often an account with refused credentials is tried. */
  readonly reauthoriseEveryMs: number;
  /** Replies kept in order behind one that waits; then the log holds the rest. */
  readonly maxParkedPerKey: number;
  /** Bytes of those replies (a document of the store holds 1 MiB). */
  readonly maxParkedBytesPerKey: number;
  readonly maxParkedKeys: number;
  /** Keys drained side by side. */
  readonly drainedAtOnce: number;
  /** The right to work on a waiting key, renewed each third of it while a call runs: so long do its replies wait after a crash. */
  readonly leaseMs: number;
  /** Waiting work of other processes is looked for this often. */
  readonly sweepEveryMs: number;
  /** First and longest wait between looks for what became of a lost answer, and how many looks. */
  readonly firstReconcileMs: number;
  readonly mostReconcileMs: number;
  readonly maxReconciliations: number;
  /** How often somebody's picture is looked for, at most. */
  readonly pictureEveryMs: number;
  /** One look for a picture, with its download. */
  readonly pictureMs: number;
  readonly maxPictureBytes: number;
  /** Pictures looked for side by side, and how many wait for that: more are dropped, until their people write again. */
  readonly maxPictures: number;
  readonly maxWaitingPictures: number;
  /** Claims outlive the log's retention (7 days) by far, so that no replay sends twice. */
  readonly claimsKeptMs: number;
}

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export const DEFAULT_BOUNDS: KitBounds = {
  publishMs: 8 * SECOND,
  maxUnpublished: 10_000,
  maxUnpublishedBytes: 64 * 1024 * 1024,
  slowPublishMs: 2 * SECOND,
  maxRouterLagMs: 2 * DAY,
  checkLagEveryMs: 30 * SECOND,
  sendMs: 30 * SECOND,
  sendGraceMs: 2 * SECOND,
  signalMs: 5 * SECOND,
  maxSignals: 16,
  firstRetryMs: SECOND,
  mostRetryMs: 5 * MINUTE,
  giveUpAfterMs: DAY,
  reauthoriseEveryMs: MINUTE,
  maxParkedPerKey: 100,
  maxParkedBytesPerKey: 768 * 1024,
  maxParkedKeys: 10_000,
  drainedAtOnce: 8,
  leaseMs: 15 * SECOND,
  sweepEveryMs: 5 * SECOND,
  firstReconcileMs: 2 * SECOND,
  mostReconcileMs: 10 * MINUTE,
  maxReconciliations: 12,
  pictureEveryMs: DAY,
  pictureMs: 15 * SECOND,
  maxPictureBytes: 2 * 1024 * 1024,
  maxPictures: 4,
  maxWaitingPictures: 1_000,
  claimsKeptMs: 90 * DAY,
};
