import type { ConversationId, Entry } from '@onethread/contracts';
import type { BlobStore } from '@onethread/blobs';
import type { DocumentStore } from '@onethread/documents';
import type { EventLog } from '@onethread/log';
import type { RpcHandlers } from '@onethread/rpc';
import type { RuntimeParts } from '@onethread/runtime';
import type { SearchIndex } from '@onethread/search';
import { FollowedStreamsCheck } from '../../live/check-followed-streams.ts';
import { EventHub } from '../../live/event-hub.ts';
import { Wallboard } from '../../live/wallboard/wallboard.ts';
import { watchOperatorsWork, watchStreams } from '../../routing-metrics.ts';
import type { AgentStream } from '../../use-cases/assignment/agent-streams.ts';
import type { AssignmentContext } from '../../use-cases/assignment/assignment-context.ts';
import { PoolPictures } from '../../use-cases/explain/pool-pictures.ts';
import { ConversationViews } from '../../use-cases/reading/conversation-views.ts';
import { OpaqueTokens } from '../../use-cases/reading/opaque-token.ts';
import { TouchedItems } from '../../use-cases/reading/touched-items.ts';
import { adminService } from './admin-service.ts';
import { agentService } from './agent-service.ts';
import { assignmentService } from './assignment/assignment-service.ts';
import { encodeWallboardPart } from './assignment/encode-wallboard.ts';
import { OpenWallboards } from './assignment/open-wallboards.ts';
import { ChannelWatch } from './channel-watch.ts';
import { OpenFeeds } from './follow-feeds-open.ts';
import type { GrpcContext } from './grpc-context.ts';
import { historyService } from './history-service.ts';
import { identityService } from './identity/identity-service.ts';
import { settingsService } from './settings/settings-service.ts';
import { RenewStreams } from './renew-streams.ts';
import { StateFanOut } from './state-fan-out.ts';
import { HEARTBEAT_MS } from './welcome.ts';
import { WorkStreams } from './work-streams.ts';

export interface GrpcAdapterParts {
  readonly useCases: AssignmentContext;
  readonly blobs: BlobStore;
  readonly log: EventLog;
  readonly store: DocumentStore;
  readonly search: SearchIndex;
  readonly replicaId: string;
  readonly runtime: Pick<RuntimeParts, 'metrics'>;
  readonly version: string;
  readonly tokenSecrets: readonly [string, ...string[]];
  readonly count: (what: string) => void;
  /** A call or command that was refused, by its code. */
  readonly refused: (code: string) => void;
  readonly audit: GrpcContext['audit'];
  /** A change of a conversation came back through the log. */
  readonly heard: (conversationId: ConversationId, rev: number) => void;
  /** Other settings are in force: whoever reads them from now on gets them. */
  readonly settingsHeard: () => void;
}

export interface GrpcAdapter {
  readonly handlers: RpcHandlers;
  /** Agents' streams that are open here now. */
  openStreams(): Iterable<AgentStream>;
  /** Shows an entry that was stored here to those who follow its stream here. */
  show(entry: Entry): void;
  /** Sends every stream elsewhere, and takes no new ones. */
  leave(): Promise<void>;
  /** Stops following; what streams left to write is written. */
  stop(): Promise<void>;
}

/** The services over what this process knows live. Resolves when no later event can be missed. */
export async function startGrpcAdapter(parts: GrpcAdapterParts): Promise<GrpcAdapter> {
  const { useCases, blobs, log, store, search, replicaId, version, tokenSecrets, count, refused, audit } = parts;
  const { collections, logger, now } = useCases;
  const hub = new EventHub({ log, logger, now, count });
  const touched = new TouchedItems(collections);
  const wallboard = new Wallboard({ collections, logger, now, encode: encodeWallboardPart });
  const context: GrpcContext = {
    useCases,
    reading: { collections, blobs, tokens: new OpaqueTokens(tokenSecrets[0]) },
    live: { hub, touched },
    views: new ConversationViews(collections),
    streams: new WorkStreams(),
    feeds: new OpenFeeds(),
    wallboards: new OpenWallboards(wallboard),
    pictures: new PoolPictures({ ...useCases, replicaId }),
    closing: new Set(),
    tokenSecrets,
    refused,
    audit,
    replicaId,
    version,
    log,
    store,
    search,
    blobs,
  };
  watchStreams(parts.runtime, context);
  watchOperatorsWork(parts.runtime, context);
  const fanOut = new StateFanOut(context);
  const check = new FollowedStreamsCheck(hub, collections, logger);
  const channels = new ChannelWatch(context);
  // Noted before followers hear of it: they ask for the item at once.
  hub.followState({
    onEntry: (entry) => touched.note(entry),
    onConversation: ({ conversationId, rev }) => parts.heard(conversationId, rev),
    onAgent: () => {},
  });
  const renewal = new RenewStreams(context);
  hub.followState(fanOut);
  hub.followState(wallboard);
  // Forgotten before anybody hears of it and reads them.
  hub.followSettings(() => collections.memory.settings.forget());
  hub.followSettings(() => renewal.start());
  hub.followSettings(parts.settingsHeard);
  hub.followSettings(() => wallboard.onSettings());
  await hub.start();
  check.start();
  const heartbeat = setInterval(() => {
    context.streams.tick(now());
    // An announcement of other settings may have been lost.
    renewal.start();
    context.feeds.tick();
    context.wallboards.tick(now());
    channels.tick();
  }, HEARTBEAT_MS);
  heartbeat.unref();

  return {
    handlers: {
      agent: agentService(context),
      history: historyService(context),
      identity: identityService(context),
      admin: adminService(context),
      assignment: assignmentService(context),
      settings: settingsService(context),
    },
    openStreams: () => context.streams.open(),
    show: (entry) => hub.show(entry),
    leave: async () => {
      context.streams.closeAll();
      context.feeds.closeAll();
      context.wallboards.closeAll();
    },
    stop: async () => {
      clearInterval(heartbeat);
      fanOut.stop();
      await renewal.stop();
      await wallboard.stop();
      await check.stop();
      await hub.stop();
      await Promise.allSettled(context.closing);
    },
  };
}
