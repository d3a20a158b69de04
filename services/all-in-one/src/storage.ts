import { join } from 'node:path';
import { openFileBlobStore, type BlobStore } from '@onethread/blobs';
import { openSqliteDocumentStore, type DocumentStore } from '@onethread/documents';
import { openSqliteEventLog, type EventLog } from '@onethread/log';
import type { Logger, Service } from '@onethread/runtime';

/** Blobs that no entry claimed are swept after this; longer than any topic is kept. */
const UNCLAIMED_KEPT_MS = 8 * 24 * 3600_000;
const SWEEP_EVERY_MS = 6 * 3600_000;

/** The three engines of one data folder. */
export interface Storage extends Service {
  readonly log: EventLog;
  readonly history: DocumentStore;
  /** Shared by the small databases of channels and desk. */
  readonly small: DocumentStore;
  readonly blobs: BlobStore;
}

/** Opens what a data folder holds: the event log, history, the services' small databases, attachments. */
export async function openStorage(folder: string, logger: Logger): Promise<Storage> {
  const [log, history, small, blobs] = await Promise.all([
    openSqliteEventLog({ file: join(folder, 'log.sqlite'), logger }),
    openSqliteDocumentStore({ file: join(folder, 'history.sqlite') }),
    openSqliteDocumentStore({ file: join(folder, 'services.sqlite') }),
    openFileBlobStore({ folder: join(folder, 'attachments') }),
  ]);
  let sweep: NodeJS.Timeout | undefined;
  const sweepNow = (): void => {
    blobs
      .sweep(Date.now() - UNCLAIMED_KEPT_MS)
      .catch((error: unknown) => logger.warn({ err: error }, 'attachments could not be swept'));
  };
  return {
    name: 'storage',
    log,
    history,
    small,
    blobs,
    start() {
      sweep = setInterval(sweepNow, SWEEP_EVERY_MS).unref();
      return Promise.resolve();
    },
    async stop() {
      clearInterval(sweep);
      await log.close();
      await Promise.all([history.close(), small.close(), blobs.close()]);
    },
  };
}
