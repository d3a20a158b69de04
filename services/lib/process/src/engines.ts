import type { BlobStore } from '@onethread/blobs';
import type { DocumentStore } from '@onethread/documents';
import type { EventLog } from '@onethread/log';
import type { HealthCheck, RuntimeParts, Service } from '@onethread/runtime';
import type { SearchIndex } from '@onethread/search';
import type { EngineChoice } from './engine-choice.ts';
import { openLog } from './open-log.ts';
import { openMongodbStore } from './mongodb-store.ts';
import { openSqliteStore } from './sqlite-store.ts';
import { sweepBlobs } from './sweep-blobs.ts';

/** Databases by their owner: `history` is routing's, `desk` the desk's, `channel-<name>` a channel's. */
export type DatabaseName = 'history' | 'desk' | `channel-${string}`;

/** Documents and attachments of one backend; each is opened when it is first asked for. */
export interface Store {
  documents(name: DatabaseName): Promise<DocumentStore>;
  blobs(): Promise<BlobStore>;
  /** The search index over history: only routing opens it. */
  search(): Promise<SearchIndex>;
  /** Closes what was opened. */
  close(): Promise<void>;
}

/**
 * The backends of one process. Each is opened when it is first asked for, however long it takes to reach it (see
 * `reachBackend` for what is thrown), and is checked on `/readyz` from then on. `stop` gives up what is still being
 * reached and closes what was opened, the log first.
 */
export interface Engines extends Service, Omit<Store, 'close'> {
  log(): Promise<EventLog>;
}

export interface EnginesOptions extends RuntimeParts {
  readonly choice: EngineChoice;
  /** Where the files of embedded engines lie. The caller holds its lock: one process at a time. */
  readonly dataFolder?: string;
  /** Aborted when the process is to stop: ends the waiting for backends. */
  readonly signal: AbortSignal;
  /** Sweeps attachments that no entry of history claimed. Default false; whoever owns history does. */
  readonly sweeps?: boolean;
  /** Adds a check to `/livez`: whether what reads the log makes progress. */
  readonly addLivenessCheck: (check: HealthCheck) => void;
  /** Called once when a backend's client cannot recover: the process should end and be started anew. */
  readonly onFatal: (error: unknown) => void;
}

/** What the adapters are opened with. */
export interface Access extends Omit<EnginesOptions, 'choice' | 'sweeps'> {
  readonly dataFolder: string;
}

export function openEngines(options: EnginesOptions): Engines {
  const { choice, logger, sweeps = false, dataFolder = '' } = options;
  const stopping = new AbortController();
  const access: Access = { ...options, dataFolder, signal: AbortSignal.any([options.signal, stopping.signal]) };
  const store: Store =
    choice.store.backend === 'mongodb' ? openMongodbStore(choice.store, access) : openSqliteStore(access);
  let log: Promise<EventLog> | undefined;
  let endSweeping: (() => void) | undefined;

  return {
    name: 'engines',
    start: () => Promise.resolve(),
    log: () => (log ??= openLog(choice.log, access)),
    documents: (name) => store.documents(name),
    search: () => store.search(),
    async blobs() {
      const blobs = await store.blobs();
      if (sweeps) endSweeping ??= sweepBlobs(blobs, logger);
      return blobs;
    },
    async stop() {
      stopping.abort();
      endSweeping?.();
      const opened = await log?.catch(() => undefined);
      await opened?.close();
      await store.close();
    },
  };
}
