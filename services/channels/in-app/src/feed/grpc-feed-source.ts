import { createHistoryClient, type TokenProvider } from '@onethread/rpc';
import type { RuntimeParts } from '@onethread/runtime';
import type { FileLinks } from '../files/file-links.ts';
import { FeedUnavailableError, type FeedSource } from './feed-source.ts';
import { FeedStreams } from './feed-streams.ts';
import { messageView } from './feed-view.ts';
import { FollowedFeed } from './followed-feed.ts';

export interface GrpcFeedOptions {
  readonly address: string;
  readonly token: TokenProvider;
  readonly links: FileLinks;
  /** 0 to 1, for jitter. */
  readonly random: () => number;
  readonly logger: RuntimeParts['logger'];
}

export function createGrpcFeedSource({ address, token, links, random, logger }: GrpcFeedOptions): FeedSource {
  const client = createHistoryClient({ address, token });
  const streams = new FeedStreams({ address, token, random, logger });

  return {
    follow(identityId, cursor, listener) {
      const feed = new FollowedFeed(identityId, cursor ?? '', listener, links);
      streams.follow(feed);
      return { stop: () => streams.stop(feed) };
    },
    async older(identityId, before, limit) {
      const page = await asked(client.listFeed({ identityId, pageToken: before ?? '', pageSize: limit }));
      return {
        items: page.items.map((item) => messageView(item, links)),
        ...(page.olderPageToken === '' ? {} : { older: page.olderPageToken }),
      };
    },
    mayOpen: async (identityId, blobId) => (await asked(client.checkFile({ identityId, blobId }))).allowed,
    close() {
      streams.close();
      client.close();
    },
  };
}

async function asked<Answer>(question: Promise<Answer>): Promise<Answer> {
  try {
    return await question;
  } catch (error) {
    throw new FeedUnavailableError('history cannot be read now', { cause: error });
  }
}
