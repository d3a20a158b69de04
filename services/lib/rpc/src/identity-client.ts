import { connect, lifeOf, promised, type ClientOptions, type RpcClient, type UnaryRest } from './client-channel.ts';
import { loadProtos } from './load-protos.ts';
import type * as wire from './wire-types.ts';

/** Who is one person: for agents, and for channels whose customers prove it. Every call rejects with `RpcError`. */
export interface IdentityClient extends RpcClient {
  getPerson(request: wire.GetPersonRequestInput): Promise<wire.Person>;
  previewLink(request: wire.PreviewLinkRequestInput): Promise<wire.LinkPreview>;
  link(request: wire.LinkRequestInput): Promise<wire.Person>;
  unlink(request: wire.UnlinkRequestInput): Promise<wire.Person>;
  decideMatch(request: wire.DecideMatchRequestInput): Promise<wire.Person>;
  listMatches(request: wire.ListMatchesRequestInput): Promise<wire.ListMatchesResponse>;
  findPeople(request: wire.FindPeopleRequestInput): Promise<wire.FindPeopleResponse>;
  issueLinkCode(request: wire.IssueLinkCodeRequestInput): Promise<wire.IssueLinkCodeResponse>;
  startConfirmation(request: wire.StartConfirmationRequestInput): Promise<wire.StartConfirmationResponse>;
  confirmAddress(request: wire.ConfirmAddressRequestInput): Promise<wire.ConfirmAddressResponse>;
  listReachable(request: wire.ListReachableRequestInput): Promise<wire.ListReachableResponse>;
  letAnswersFollow(request: wire.LetAnswersFollowRequestInput): Promise<wire.LetAnswersFollowResponse>;
}

export function createIdentityClient(options: ClientOptions): IdentityClient {
  const client = connect(loadProtos().identity, options);
  const { deadlineMs } = options;
  return {
    ...lifeOf(client),
    getPerson: promised(deadlineMs, (request: wire.GetPersonRequestInput, ...rest: UnaryRest<wire.Person>) =>
      client.getPerson(request, ...rest),
    ),
    previewLink: promised(deadlineMs, (request: wire.PreviewLinkRequestInput, ...rest: UnaryRest<wire.LinkPreview>) =>
      client.previewLink(request, ...rest),
    ),
    link: promised(deadlineMs, (request: wire.LinkRequestInput, ...rest: UnaryRest<wire.Person>) =>
      client.link(request, ...rest),
    ),
    unlink: promised(deadlineMs, (request: wire.UnlinkRequestInput, ...rest: UnaryRest<wire.Person>) =>
      client.unlink(request, ...rest),
    ),
    decideMatch: promised(deadlineMs, (request: wire.DecideMatchRequestInput, ...rest: UnaryRest<wire.Person>) =>
      client.decideMatch(request, ...rest),
    ),
    listMatches: promised(
      deadlineMs,
      (request: wire.ListMatchesRequestInput, ...rest: UnaryRest<wire.ListMatchesResponse>) =>
        client.listMatches(request, ...rest),
    ),
    findPeople: promised(
      deadlineMs,
      (request: wire.FindPeopleRequestInput, ...rest: UnaryRest<wire.FindPeopleResponse>) =>
        client.findPeople(request, ...rest),
    ),
    issueLinkCode: promised(
      deadlineMs,
      (request: wire.IssueLinkCodeRequestInput, ...rest: UnaryRest<wire.IssueLinkCodeResponse>) =>
        client.issueLinkCode(request, ...rest),
    ),
    startConfirmation: promised(
      deadlineMs,
      (request: wire.StartConfirmationRequestInput, ...rest: UnaryRest<wire.StartConfirmationResponse>) =>
        client.startConfirmation(request, ...rest),
    ),
    confirmAddress: promised(
      deadlineMs,
      (request: wire.ConfirmAddressRequestInput, ...rest: UnaryRest<wire.ConfirmAddressResponse>) =>
        client.confirmAddress(request, ...rest),
    ),
    listReachable: promised(
      deadlineMs,
      (request: wire.ListReachableRequestInput, ...rest: UnaryRest<wire.ListReachableResponse>) =>
        client.listReachable(request, ...rest),
    ),
    letAnswersFollow: promised(
      deadlineMs,
      (request: wire.LetAnswersFollowRequestInput, ...rest: UnaryRest<wire.LetAnswersFollowResponse>) =>
        client.letAnswersFollow(request, ...rest),
    ),
  };
}
