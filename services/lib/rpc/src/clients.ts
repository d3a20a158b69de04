import type { ClientDuplexStream, ClientReadableStream } from '@grpc/grpc-js';
import { connect, lifeOf, promised, type ClientOptions, type RpcClient, type UnaryRest } from './client-channel.ts';
import { loadProtos } from './load-protos.ts';
import type * as wire from './wire-types.ts';

/** Both ways of an agent's device. `end()` it to leave; an `error` event carries the status (see `fromGrpcError`). */
export type WorkStream = ClientDuplexStream<wire.WorkCommandInput, wire.WorkEvent>;
export type FeedStream = ClientReadableStream<wire.FollowFeedResponse>;
export type FeedsStream = ClientDuplexStream<wire.FollowFeedsRequestInput, wire.FollowFeedsResponse>;

/** Acts as one agent. */
export interface AgentClient extends RpcClient {
  /** Opens a device's stream; the first command is `hello`. */
  work(): WorkStream;
}

/** Reads and follows history. Every unary call rejects with `RpcError`. */
export interface HistoryClient extends RpcClient {
  listItems(request: wire.ListItemsRequestInput): Promise<wire.ListItemsResponse>;
  getConversation(request: wire.GetConversationRequestInput): Promise<wire.GetConversationResponse>;
  listConversations(request: wire.ListConversationsRequestInput): Promise<wire.ListConversationsResponse>;
  listFeed(request: wire.ListFeedRequestInput): Promise<wire.ListFeedResponse>;
  /** Without a gap from a cursor; open it again from the last cursor when it ends. */
  followFeed(request: wire.FollowFeedRequestInput): FeedStream;
  /** Many feeds over one stream. */
  followFeeds(): FeedsStream;
  checkFile(request: wire.CheckFileRequestInput): Promise<wire.CheckFileResponse>;
  search(request: wire.SearchRequestInput): Promise<wire.SearchResponse>;
}

export function createAgentClient(options: ClientOptions): AgentClient {
  const client = connect(loadProtos().agent, options);
  return { ...lifeOf(client), work: () => client.work() };
}

export function createHistoryClient(options: ClientOptions): HistoryClient {
  const client = connect(loadProtos().history, options);
  const { deadlineMs } = options;
  return {
    ...lifeOf(client),
    listItems: promised(deadlineMs, (request: wire.ListItemsRequestInput, ...rest: UnaryRest<wire.ListItemsResponse>) =>
      client.listItems(request, ...rest),
    ),
    getConversation: promised(
      deadlineMs,
      (request: wire.GetConversationRequestInput, ...rest: UnaryRest<wire.GetConversationResponse>) =>
        client.getConversation(request, ...rest),
    ),
    listConversations: promised(
      deadlineMs,
      (request: wire.ListConversationsRequestInput, ...rest: UnaryRest<wire.ListConversationsResponse>) =>
        client.listConversations(request, ...rest),
    ),
    listFeed: promised(deadlineMs, (request: wire.ListFeedRequestInput, ...rest: UnaryRest<wire.ListFeedResponse>) =>
      client.listFeed(request, ...rest),
    ),
    followFeed: (request) => client.followFeed(request),
    checkFile: promised(deadlineMs, (request: wire.CheckFileRequestInput, ...rest: UnaryRest<wire.CheckFileResponse>) =>
      client.checkFile(request, ...rest),
    ),
    followFeeds: () => client.followFeeds(),
    search: promised(deadlineMs, (request: wire.SearchRequestInput, ...rest: UnaryRest<wire.SearchResponse>) =>
      client.search(request, ...rest),
    ),
  };
}
