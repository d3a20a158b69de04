import {
  createHistoryClient,
  fromGrpcError,
  signToken,
  type FeedStream,
  type FollowFeedResponse,
} from '@onethread/rpc';
import type { FileLinks } from '../files/file-links.ts';
import { FeedUnavailableError, type FeedListener, type FeedSource } from './feed-source.ts';
import { messageView, pageView } from './feed-view.ts';

const TOKEN_SECONDS = 3600;
/** A token is renewed when less than this is left. */
const RENEW_BEFORE_MS = 5 * 60_000;
const FIRST_RETRY_MS = 200;
const LAST_RETRY_MS = 5_000;

export interface GrpcFeedOptions {
  readonly address: string;
  readonly tokenSecret: string;
  readonly links: FileLinks;
  readonly now: () => number;
  /** 0 to 1, for jitter. */
  readonly random: () => number;
}

export function createGrpcFeedSource(options: GrpcFeedOptions): FeedSource {
  const client = createHistoryClient({ address: options.address, token: serviceToken(options) });
  const { links } = options;

  return {
    follow: (identityId, cursor, listener) =>
      followWithResume((from) => client.followFeed({ identityId, cursor: from }), cursor ?? '', listener, options),
    async older(identityId, before, limit) {
      const page = await asked(client.listFeed({ identityId, pageToken: before ?? '', pageSize: limit }));
      return {
        items: page.items.map((item) => messageView(item, links)),
        ...(page.olderPageToken === '' ? {} : { older: page.olderPageToken }),
      };
    },
    mayOpen: async (identityId, blobId) => (await asked(client.checkFile({ identityId, blobId }))).allowed,
    close: () => client.close(),
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

/** Keeps one feed open: after any break it goes on from the last cursor that was handed over. */
function followWithResume(
  open: (cursor: string) => FeedStream,
  from: string,
  listener: FeedListener,
  { links, random }: GrpcFeedOptions,
): { stop(): void } {
  let cursor = from;
  let stopped = false;
  let retryMs = FIRST_RETRY_MS;
  let timer: NodeJS.Timeout | undefined;
  let stream: FeedStream | undefined;

  const take = ({ update, activity }: FollowFeedResponse): void => {
    if (stopped) return;
    retryMs = FIRST_RETRY_MS;
    if (update) {
      cursor = update.cursor;
      listener.page(pageView(update, links));
    } else if (activity?.activity === 'typing') listener.typing(activity.agentName);
  };
  const again = (): void => {
    if (stopped || timer !== undefined) return;
    timer = setTimeout(start, retryMs * (0.5 + random() / 2));
    retryMs = Math.min(retryMs * 2, LAST_RETRY_MS);
  };
  function start(): void {
    timer = undefined;
    stream = open(cursor);
    stream.on('data', take);
    stream.on('end', again);
    stream.on('error', (error) => {
      // A cursor that routing does not take is answered by a snapshot; here it can only be the connection.
      if (fromGrpcError(error).code === 'invalid') cursor = '';
      again();
    });
  }
  start();
  return {
    stop() {
      stopped = true;
      clearTimeout(timer);
      stream?.cancel();
    },
  };
}
