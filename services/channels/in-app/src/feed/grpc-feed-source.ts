import { createHistoryClient, signToken } from '@onethread/rpc';
import type { RuntimeParts } from '@onethread/runtime';
import type { FileLinks } from '../files/file-links.ts';
import { FeedUnavailableError, type FeedSource } from './feed-source.ts';
import { FeedStreams } from './feed-streams.ts';
import { messageView } from './feed-view.ts';
import { FollowedFeed } from './followed-feed.ts';

const TOKEN_SECONDS = 3600;
/** A token is renewed when less than this is left. */
const RENEW_BEFORE_MS = 5 * 60_000;

export interface GrpcFeedOptions {
  readonly address: string;
  readonly tokenSecret: string;
  readonly links: FileLinks;
  readonly now: () => number;
  /** 0 to 1, for jitter. */
  readonly random: () => number;
  readonly logger: RuntimeParts['logger'];
}

export function createGrpcFeedSource(options: GrpcFeedOptions): FeedSource {
  const { address, links, random, logger } = options;
  const token = serviceToken(options);
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

function serviceToken({ tokenSecret, now }: GrpcFeedOptions): () => Promise<string> {
  let token: Promise<string> | undefined;
  let renewAt = 0;
  return () => {
    if (token === undefined || now() >= renewAt) {
      renewAt = now() + TOKEN_SECONDS * 1000 - RENEW_BEFORE_MS;
      token = signToken(tokenSecret, { subject: 'in-app', role: 'service', validSeconds: TOKEN_SECONDS });
    }
    return token;
  };
}
