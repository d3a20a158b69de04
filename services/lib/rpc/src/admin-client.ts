import type { ClientReadableStream } from '@grpc/grpc-js';
import { connect, lifeOf, promised, type ClientOptions, type RpcClient, type UnaryRest } from './client-channel.ts';
import { loadProtos } from './load-protos.ts';
import type * as wire from './wire-types.ts';

export type RebuildStream = ClientReadableStream<wire.RebuildProgress>;
export type VerifyStream = ClientReadableStream<wire.VerifyDeliveryResponse>;
export type ExportStream = ClientReadableStream<wire.ExportPersonResponse>;
export type ErasureStream = ClientReadableStream<wire.ErasePersonResponse>;
export type RebuildSearchStream = ClientReadableStream<wire.RebuildSearchResponse>;

/** The operators' side. Every unary call rejects with `RpcError`. */
export interface AdminClient extends RpcClient {
  putAgent(request: wire.PutAgentRequestInput): Promise<wire.PutAgentResponse>;
  listAgents(request?: wire.ListAgentsRequestInput): Promise<wire.ListAgentsResponse>;
  setAgentDisabled(request: wire.SetAgentDisabledRequestInput): Promise<wire.SetAgentDisabledResponse>;
  issueAgentToken(request: wire.IssueAgentTokenRequestInput): Promise<wire.IssueAgentTokenResponse>;
  inviteAgent(request: wire.InviteAgentRequestInput): Promise<wire.InviteAgentResponse>;
  getStatus(request?: wire.GetStatusRequestInput): Promise<wire.GetStatusResponse>;
  rebuild(request: wire.RebuildRequestInput): RebuildStream;
  listDeadLetters(request?: wire.ListDeadLettersRequestInput): Promise<wire.ListDeadLettersResponse>;
  getDeadLetter(request: wire.GetDeadLetterRequestInput): Promise<wire.GetDeadLetterResponse>;
  replayDeadLetter(request: wire.ReplayDeadLetterRequestInput): Promise<wire.ReplayDeadLetterResponse>;
  dropDeadLetter(request: wire.DropDeadLetterRequestInput): Promise<wire.DropDeadLetterResponse>;
  listParked(request?: wire.ListParkedRequestInput): Promise<wire.ListParkedResponse>;
  retryParked(request: wire.RetryParkedRequestInput): Promise<wire.RetryParkedResponse>;
  dropParked(request: wire.DropParkedRequestInput): Promise<wire.DropParkedResponse>;
  /** Progress, last of all the ledger. */
  verifyDelivery(request?: wire.VerifyDeliveryRequestInput): VerifyStream;
  importLinks(request: wire.ImportLinksRequestInput): Promise<wire.ImportLinksResponse>;
  exportPerson(request: wire.ExportPersonRequestInput): ExportStream;
  /** Progress, last of all the report. */
  erasePerson(request: wire.ErasePersonRequestInput): ErasureStream;
  rebuildSearch(request?: wire.RebuildSearchRequestInput): RebuildSearchStream;
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
  const listDeadLetters = promised(
    deadlineMs,
    (request: wire.ListDeadLettersRequestInput, ...rest: UnaryRest<wire.ListDeadLettersResponse>) =>
      client.listDeadLetters(request, ...rest),
  );
  const listParked = promised(
    deadlineMs,
    (request: wire.ListParkedRequestInput, ...rest: UnaryRest<wire.ListParkedResponse>) =>
      client.listParked(request, ...rest),
  );
  return {
    ...lifeOf(client),
    putAgent: promised(deadlineMs, (request: wire.PutAgentRequestInput, ...rest: UnaryRest<wire.PutAgentResponse>) =>
      client.putAgent(request, ...rest),
    ),
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
    getDeadLetter: promised(
      deadlineMs,
      (request: wire.GetDeadLetterRequestInput, ...rest: UnaryRest<wire.GetDeadLetterResponse>) =>
        client.getDeadLetter(request, ...rest),
    ),
    replayDeadLetter: promised(
      deadlineMs,
      (request: wire.ReplayDeadLetterRequestInput, ...rest: UnaryRest<wire.ReplayDeadLetterResponse>) =>
        client.replayDeadLetter(request, ...rest),
    ),
    dropDeadLetter: promised(
      deadlineMs,
      (request: wire.DropDeadLetterRequestInput, ...rest: UnaryRest<wire.DropDeadLetterResponse>) =>
        client.dropDeadLetter(request, ...rest),
    ),
    retryParked: promised(
      deadlineMs,
      (request: wire.RetryParkedRequestInput, ...rest: UnaryRest<wire.RetryParkedResponse>) =>
        client.retryParked(request, ...rest),
    ),
    dropParked: promised(
      deadlineMs,
      (request: wire.DropParkedRequestInput, ...rest: UnaryRest<wire.DropParkedResponse>) =>
        client.dropParked(request, ...rest),
    ),
    listAgents: (request = {}) => listAgents(request),
    getStatus: (request = {}) => getStatus(request),
    listDeadLetters: (request = {}) => listDeadLetters(request),
    listParked: (request = {}) => listParked(request),
    rebuild: (request) => client.rebuild(request),
    importLinks: promised(
      deadlineMs,
      (request: wire.ImportLinksRequestInput, ...rest: UnaryRest<wire.ImportLinksResponse>) =>
        client.importLinks(request, ...rest),
    ),
    exportPerson: (request) => client.exportPerson(request),
    erasePerson: (request) => client.erasePerson(request),
    rebuildSearch: (request = {}) => client.rebuildSearch(request),
    verifyDelivery: (request = {}) => client.verifyDelivery(request),
  };
}
