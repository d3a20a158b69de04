import type { FeedActivity, FeedUpdate } from '@onethread/rpc';
import type { FileLinks } from '../files/file-links.ts';
import type { FeedListener } from './feed-source.ts';
import { pageView } from './feed-view.ts';
import type { ReplicaStream } from './replica-stream.ts';

/** One device's feed: outlives the streams that carry it, since each begins where the last update ended. */
export class FollowedFeed {
  readonly identityId: string;
  /** Of the update that was handed over last; empty: a snapshot comes first. */
  cursor: string;
  /** The stream that carries it, and under which id. */
  carrier: ReplicaStream | undefined;
  feedId = 0;
  readonly #listener: FeedListener;
  readonly #links: FileLinks;

  constructor(identityId: string, cursor: string, listener: FeedListener, links: FileLinks) {
    this.identityId = identityId;
    this.cursor = cursor;
    this.#listener = listener;
    this.#links = links;
  }

  take(update: FeedUpdate): void {
    this.cursor = update.cursor;
    this.#listener.page(pageView(update, this.#links));
  }

  hear({ activity, agentName }: FeedActivity): void {
    if (activity === 'typing') this.#listener.typing(agentName);
  }
}
