import type { BackOff } from '../delivery/back-off.ts';
import type { OutgoingRecord } from '../event-log.ts';
import type { LogObserver } from '../logger.ts';
import type { LogFile } from './log-file.ts';
import type { OffsetCommits } from './offset-commits.ts';
import type { TopicFeeds } from './topic-feeds.ts';

/** What the parts of one open SQLite log share. */
export interface LogContext {
  readonly file: LogFile;
  readonly feeds: TopicFeeds;
  readonly commits: OffsetCommits;
  readonly observer: LogObserver;
  readonly backOff: BackOff;
  readonly clock: () => number;
  readonly publish: (records: readonly OutgoingRecord[]) => Promise<void>;
  readonly drainMs: number | undefined;
}
