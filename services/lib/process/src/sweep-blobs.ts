import type { BlobStore } from '@onethread/blobs';
import type { Logger } from '@onethread/runtime';

/** Blobs that no entry claimed are swept after this; longer than any topic is kept. */
const UNCLAIMED_KEPT_MS = 8 * 24 * 3600_000;
const SWEEP_EVERY_MS = 6 * 3600_000;

/** Sweeps unclaimed blobs now and then, without keeping the process alive; gives what ends it. Several processes may do so at once. */
export function sweepBlobs(blobs: Pick<BlobStore, 'sweep'>, logger: Logger): () => void {
  const timer = setInterval(() => {
    blobs
      .sweep(Date.now() - UNCLAIMED_KEPT_MS)
      .catch((error: unknown) => logger.warn({ err: error }, 'attachments could not be swept'));
  }, SWEEP_EVERY_MS);
  timer.unref();
  return () => clearInterval(timer);
}
