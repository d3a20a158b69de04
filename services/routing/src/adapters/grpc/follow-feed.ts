import type { HistoryServiceHandlers } from '@onethread/rpc';
import { RpcError } from '@onethread/rpc';
import { ThreadSession } from '../../live/thread-session.ts';
import { customerIdOfIdentity } from '../../use-cases/reading/thread-scope.ts';
import { authenticate, FEED_ROLES } from './authenticate.ts';
import { customerFeed } from './customer-feed.ts';
import { toRpcError } from './failures.ts';
import type { GrpcContext } from './grpc-context.ts';
import { identityIdFrom } from './ids.ts';
import { StreamWriter } from './stream-writer.ts';

/** Feeds that one process follows: the sockets of its in-app customers, and some to spare. */
export const MAX_FEEDS = 20_000;

export function followFeed(context: GrpcContext): HistoryServiceHandlers['FollowFeed'] {
  const { feeds } = context;
  return (call) => {
    let session: ThreadSession | undefined;
    let ended = false;
    const end = (error?: RpcError): void => {
      if (ended) return;
      ended = true;
      feeds.delete(end);
      session?.close();
      if (error === undefined) writer.abandon();
      else writer.close(error);
    };
    const fail = (error: unknown): void => end(toRpcError(error, context, 'FollowFeed'));
    const tooSlow = (): void => end(new RpcError('exhausted', 'too slow: resume from the last cursor'));
    const writer = new StreamWriter(call, tooSlow);
    call.on('cancelled', () => end());
    call.on('close', () => end());
    const begin = async (): Promise<void> => {
      await authenticate(context, call.metadata, FEED_ROLES);
      if (feeds.size >= MAX_FEEDS) throw new RpcError('exhausted', 'this replica is full: connect again');
      const { identityId, cursor } = call.request;
      const customerId = customerIdOfIdentity(identityIdFrom(identityId));
      if (ended) return;
      feeds.add(end);
      session = new ThreadSession(
        { context: context.reading, ...context.live },
        customerId,
        customerFeed({ context, writer, customerId, onLost: fail }),
      );
      await session.open(cursor);
    };
    begin().catch(fail);
  };
}
