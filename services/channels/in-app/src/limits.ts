import { createRateLimit } from '@onethread/channel-kit';

/**
 * How much one person may do: so many at once, then so many a second. Far above what anyone does by hand, far below what
 * would fill the log or the disk.
 */
export function createLimits(now: () => number) {
  return {
    messages: createRateLimit(30, 1, now),
    uploads: createRateLimit(30, 0.5, now),
    receipts: createRateLimit(120, 4, now),
    /** Where one can go on, and codes and confirmations: routing counts those again, by the hour. */
    identityReads: createRateLimit(60, 1, now),
    identityProofs: createRateLimit(20, 0.2, now),
    /** Subscriptions to push: a browser makes one, and another one when its push service asks for it. */
    pushChanges: createRateLimit(20, 0.1, now),
    /** A page is told when it changes; what the person did in between comes along. */
    contexts: createRateLimit(30, 0.5, now),
    profileChanges: createRateLimit(20, 0.1, now),
    /** By address of the caller, since each is a message that is paid for. */
    confirmationsFrom: createRateLimit(100, 0.1, now),
    /**
     * By address of the caller, who leaves a document behind with each: a whole company behind one address may open the
     * app at the same minute, and come back by the secrets of its visitors after that.
     */
    newVisitors: createRateLimit(20_000, 20, now),
  };
}
export type Limits = ReturnType<typeof createLimits>;
