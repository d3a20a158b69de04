import type { IdentityServiceHandlers } from '@onethread/rpc';
import type { GrpcContext } from '../grpc-context.ts';
import { unary } from '../unary.ts';
import { confirmAddress, issueLinkCode, letAnswersFollow, listReachable, startConfirmation } from './codes.ts';
import { decideMatch, link, unlink } from './decisions.ts';
import { findPeople, getPerson, listMatches, previewLink } from './person.ts';

/** onethread.identity.v1.IdentityService */
export function identityService(context: GrpcContext): IdentityServiceHandlers {
  return {
    GetPerson: unary(context, 'GetPerson', getPerson),
    PreviewLink: unary(context, 'PreviewLink', previewLink),
    Link: unary(context, 'Link', link),
    Unlink: unary(context, 'Unlink', unlink),
    DecideMatch: unary(context, 'DecideMatch', decideMatch),
    ListMatches: unary(context, 'ListMatches', listMatches),
    FindPeople: unary(context, 'FindPeople', findPeople),
    IssueLinkCode: unary(context, 'IssueLinkCode', issueLinkCode),
    StartConfirmation: unary(context, 'StartConfirmation', startConfirmation),
    ConfirmAddress: unary(context, 'ConfirmAddress', confirmAddress),
    ListReachable: unary(context, 'ListReachable', listReachable),
    LetAnswersFollow: unary(context, 'LetAnswersFollow', letAnswersFollow),
  };
}
