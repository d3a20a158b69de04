import type { EventLog } from '@onethread/log';
import type { BlobStore } from '@onethread/blobs';
import type { DocumentStore } from '@onethread/documents';
import type { SearchIndex } from '@onethread/search';
import type { LiveParts } from '../../live/live-parts.ts';
import type { AssignmentContext } from '../../use-cases/assignment/assignment-context.ts';
import type { PoolPictures } from '../../use-cases/explain/pool-pictures.ts';
import type { ConversationViews } from '../../use-cases/reading/conversation-views.ts';
import type { ReadingContext } from '../../use-cases/reading/reading-context.ts';
import type { OpenWallboards } from './assignment/open-wallboards.ts';
import type { OpenFeeds } from './follow-feeds-open.ts';
import type { WorkStreams } from './work-streams.ts';

/** What operators do that is counted and kept in the log. */
export type OperatorAction =
  | 'dead-letter-read'
  | 'dead-letter-replayed'
  | 'dead-letter-dropped'
  | 'parked-retried'
  | 'parked-dropped'
  | 'delivery-verified'
  | 'links-imported'
  | 'person-exported'
  | 'person-erased'
  | 'recording-exported'
  | 'settings-applied';

/** What the gRPC methods of one process share. */
export interface GrpcContext {
  readonly useCases: AssignmentContext;
  readonly reading: ReadingContext;
  readonly live: LiveParts;
  readonly views: ConversationViews;
  readonly streams: WorkStreams;
  readonly feeds: OpenFeeds;
  readonly wallboards: OpenWallboards;
  readonly pictures: PoolPictures;
  /** Ends of streams that are still being written down. */
  readonly closing: Set<Promise<unknown>>;
  /** The first signs, all verify. */
  readonly tokenSecrets: readonly [string, ...string[]];
  /** Counts a call or command that was refused, by its code. */
  readonly refused: (code: string) => void;
  /** Writes down what an operator did, without content, and counts it. */
  readonly audit: (
    action: OperatorAction,
    by: string,
    what: Readonly<Record<string, string | number | boolean>>,
  ) => void;
  readonly replicaId: string;
  readonly version: string;
  readonly log: Pick<EventLog, 'lag' | 'description' | 'read'>;
  readonly store: Pick<DocumentStore, 'description'>;
  readonly search: SearchIndex;
  readonly blobs: BlobStore;
}
