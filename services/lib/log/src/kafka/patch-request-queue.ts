import RequestQueue from 'kafkajs/src/network/requestQueue/index.js';

/** Least wait before a queue that holds requests back is looked at again. */
const CHECK_PENDING_MS = 10;

/**
 * kafkajs 2.2.4 re-arms a 1 ms timer for ever on an idle connection (its issue 1556), which costs 5 % of a processor:
 * armed only while a request waits, and never for a time that has passed.
 */
RequestQueue.prototype.scheduleCheckPendingRequests = function () {
  if (this.throttleCheckTimeoutId !== null || this.pending.length === 0) return;
  const delayMs = Math.max(this.throttledUntil - Date.now(), CHECK_PENDING_MS);
  this.throttleCheckTimeoutId = setTimeout(() => {
    this.throttleCheckTimeoutId = null;
    this.checkPendingRequests();
  }, delayMs);
};
