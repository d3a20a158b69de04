import type { ClientDuplexStream, ClientReadableStream } from '@grpc/grpc-js';
import { connect, lifeOf, promised, type ClientOptions, type RpcClient, type UnaryRest } from './client-channel.ts';
import { loadProtos } from './load-protos.ts';
import type * as wire from './wire-types.ts';

/** Both ways of an agent's device. `end()` it to leave; an `error` event carries the status (see `fromGrpcError`). */
export type WorkStream = ClientDuplexStream<wire.WorkCommandInput, wire.WorkEvent>;
export type FeedStream = ClientReadableStream<wire.FollowFeedResponse>;
export type RebuildStream = ClientReadableStream<wire.RebuildProgress>;

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
  checkFile(request: wire.CheckFileRequestInput): Promise<wire.CheckFileResponse>;
}

/** The operators' side. Every unary call rejects with `RpcError`. */
export interface AdminClient extends RpcClient {
  putAgent(request: wire.PutAgentRequestInput): Promise<wire.PutAgentResponse>;
  listAgents(request?: wire.ListAgentsRequestInput): Promise<wire.ListAgentsResponse>;
  setAgentDisabled(request: wire.SetAgentDisabledRequestInput): Promise<wire.SetAgentDisabledResponse>;
  issueAgentToken(request: wire.IssueAgentTokenRequestInput): Promise<wire.IssueAgentTokenResponse>;
  inviteAgent(request: wire.InviteAgentRequestInput): Promise<wire.InviteAgentResponse>;
  getStatus(request?: wire.GetStatusRequestInput): Promise<wire.GetStatusResponse>;
  rebuild(request: wire.RebuildRequestInput): RebuildStream;
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
  };
}

export function createAdminClient(options: ClientOptions): AdminClient {
  const client = connect(loadProtos().admin, options);
  const { deadlineMs } = options;
  const listAgents = promised(
    deadlineMs,
    (request: wire.ListAgentsRequestInput, ...rest: UnaryRest<wire.ListAgentsResponse>) =>
      client.listAgents(request, ...rest),
  );
  const getStatus = promised(
    deadlineMs,
    (request: wire.GetStatusRequestInput, ...rest: UnaryRest<wire.GetStatusResponse>) =>
      client.getStatus(request, ...rest),
  );
  return {
    ...lifeOf(client),
    putAgent: promised(deadlineMs, (request: wire.PutAgentRequestInput, ...rest: UnaryRest<wire.PutAgentResponse>) =>
      client.putAgent(request, ...rest),
    ),
    listAgents: (request = {}) => listAgents(request),
    setAgentDisabled: promised(
      deadlineMs,
      (request: wire.SetAgentDisabledRequestInput, ...rest: UnaryRest<wire.SetAgentDisabledResponse>) =>
        client.setAgentDisabled(request, ...rest),
    ),
    issueAgentToken: promised(
      deadlineMs,
      (request: wire.IssueAgentTokenRequestInput, ...rest: UnaryRest<wire.IssueAgentTokenResponse>) =>
        client.issueAgentToken(request, ...rest),
    ),
    inviteAgent: promised(
      deadlineMs,
      (request: wire.InviteAgentRequestInput, ...rest: UnaryRest<wire.InviteAgentResponse>) =>
        client.inviteAgent(request, ...rest),
    ),
    getStatus: (request = {}) => getStatus(request),
    rebuild: (request) => client.rebuild(request),
  };
}
