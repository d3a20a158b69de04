import { randomUUID } from 'node:crypto';
import type { BlobStore } from '@onethread/blobs';
import type { Entry } from '@onethread/contracts';
import type { DocumentStore } from '@onethread/documents';
import type { EventLog } from '@onethread/log';
import { createRpcServer, type RpcServer } from '@onethread/rpc';
import type { RuntimeParts, Service } from '@onethread/runtime';
import { openDocumentSearchIndex, type SearchIndex } from '@onethread/search';
import { startGrpcAdapter, type GrpcAdapter } from './adapters/grpc/start-grpc-adapter.ts';
import { startHistoryConsumers, type HistoryConsumers } from './adapters/log/start-history-consumers.ts';
import type { RoutingServiceSettings } from './config.ts';
import { createRoutingMetrics } from './routing-metrics.ts';
import { openCollections } from './stores/collections.ts';
import { startSearch } from './start-search.ts';
import { stopInOrder, type Step, type StopBounds } from './stop-in-order.ts';
import { createUseCaseContext } from './use-case-context.ts';
import { startInputRecorder, type InputRecording } from './recording/start-input-recorder.ts';
import { startPoolOwners, wakeDirectly, type PoolOwners } from './use-cases/assignment/owner/start-pool-owners.ts';
import { startErasureSweeper } from './use-cases/privacy/start-erasure-sweeper.ts';
import { startSweeper, type Sweeper } from './use-cases/start-sweeper.ts';
import { startTargetRounds } from './use-cases/targets/start-target-rounds.ts';

export interface RoutingParts extends RuntimeParts {
  readonly log: EventLog;
  /** The history database: nobody else opens it. */
  readonly documents: DocumentStore;
  readonly blobs: BlobStore;
  /** Default: token lists beside history, for any number of replicas. */
  readonly search?: SearchIndex;
  readonly settings: RoutingServiceSettings;
  /** Nothing else can run on this store, because its folder is locked: its pools are taken over at once. Default false. */
  readonly soleOwner?: boolean;
  /** How long others wait for this replica's sign of life before they take over what is its; renewed every third of it. Default 15 s. */
  readonly leaseMs?: number;
  /** Told to operators. Default 0.1.0. */
  readonly version?: string;
}

export interface RoutingService extends Service {
  /** Where gRPC is listened on; 0 before start. */
  readonly port: number;
}

/** Streams are told to go elsewhere first; calls under way have so long to finish. */
const GRACE_MS = 5000;
/** Together less than what a process has to end (`runServices`), on a store however slow: all can be taken up again. */
const STOP: StopBounds = { orderlyMs: 18_000, lastMs: 5000 };

/** The one owner of history: takes records of the log in, assigns, and serves agents, channels and operators over gRPC. */
export function createRoutingService(parts: RoutingParts): RoutingService {
  const { log, documents, blobs, settings, soleOwner = false } = parts;
  const logger = parts.logger.child({ service: 'routing' });
  let port = 0;
  let stopping: Promise<void> | undefined;
  const started: Step[] = [];
  let serving = false;
  parts.addHealthCheck({ name: 'routing', check: () => (serving ? undefined : 'not serving gRPC') });

  const start = async (): Promise<void> => {
    const metrics = createRoutingMetrics(parts);
    const collections = await openCollections(documents);
    const search = parts.search ?? (await openDocumentSearchIndex(documents));
    const context = createUseCaseContext({ collections, log, blobs, logger, settings, metrics });
    const replicaId = randomUUID();
    const lease = parts.leaseMs === undefined ? {} : { leaseMs: parts.leaseMs };
    let running: PoolOwners | undefined;
    let adapter: GrpcAdapter | undefined;
    // A pool's owner is in this process or elsewhere; what wakes it goes the shortest way.
    const publish = wakeDirectly(context.publish, { deliver: (record) => running?.deliver(record) ?? false });
    // Who looks on here need not wait until the log has it.
    const showHere = (entry: Entry): void => adapter?.show(entry);
    const useCases = { ...context, publish, showHere };
    const streams = () => adapter?.openStreams() ?? [];
    const recordings: InputRecording[] = [];
    started.push({ name: 'recording', stop: () => Promise.all(recordings.map((recording) => recording.stop())) });
    const countDropped = (inputs: number) => metrics.setAside.inc({ what: 'recorded-input' }, inputs);
    const recorderOf = (pool: string): InputRecording => {
      const recording = startInputRecorder(context, { pool, countDropped });
      recordings.push(recording);
      return recording;
    };
    const owners = await startPoolOwners(context, { replicaId, log, soleOwner, streams, recorderOf, ...lease });
    running = owners;
    started.push({ name: 'owners', stop: () => owners.stop() });
    const grpc = (adapter = await startGrpcAdapter({
      useCases: { ...useCases, askOwner: (request) => owners.ask(request) },
      heard: (conversationId, rev) => owners.heard(conversationId, rev),
      settingsHeard: () => owners.settingsHeard(),
      blobs,
      log,
      store: documents,
      search,
      replicaId,
      runtime: parts,
      version: parts.version ?? '0.1.0',
      tokenSecrets: [settings.tokenSecret, ...(settings.previousTokenSecret ? [settings.previousTokenSecret] : [])],
      count: (what) => metrics.setAside.inc({ what }),
      refused: (code) => metrics.refused.inc({ code }),
      audit: (action, by, what) => {
        metrics.operatorActions.inc({ action });
        logger.info({ action, by, ...what }, 'an operator acted');
      },
    }));
    started.push({ name: 'streams', stop: () => grpc.stop() });
    const sweeper: Sweeper = startSweeper(useCases);
    started.push({ name: 'sweeper', stop: () => sweeper.stop() });
    const targets = startTargetRounds(useCases);
    started.push({ name: 'targets', stop: () => targets.stop() });
    const consumers: HistoryConsumers = await startHistoryConsumers(log, useCases);
    started.push({ name: 'intake', stop: () => consumers.stop() });
    const erasures = startErasureSweeper({ ...useCases, blobs, search });
    started.push({ name: 'erasures', stop: () => erasures.stop() });
    const searching = await startSearch({ ...useCases, search }, log, { rebuilds: soleOwner });
    started.push({ name: 'search', stop: () => searching.stop() });
    const server: RpcServer = createRpcServer({ host: settings.host, port: settings.grpcPort }, grpc.handlers);
    port = await server.start();
    started.push({ name: 'calls', stop: () => server.stop(GRACE_MS) });
    started.push({ name: 'leave', stop: () => grpc.leave() });
    server.setServing(true);
    serving = true;
    logger.info({ port }, 'gRPC served');
  };

  /** In reverse: nobody new, streams sent elsewhere, calls done, intake done, what they left in the background done. */
  const stopAll = async (): Promise<void> => {
    serving = false;
    const unfinished = await stopInOrder(started.splice(0), STOP);
    if (unfinished.length > 0) logger.warn({ unfinished }, 'stopped in the middle; whoever comes next goes on with it');
  };

  return {
    name: 'routing',
    get port() {
      return port;
    },
    start,
    stop: () => (stopping ??= stopAll()),
  };
}
