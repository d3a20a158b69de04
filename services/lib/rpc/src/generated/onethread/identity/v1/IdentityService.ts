// Original file: proto/onethread/identity/v1/identity.proto

import type * as grpc from '@grpc/grpc-js'
import type { MethodDefinition } from '@grpc/proto-loader'
import type { ConfirmAddressRequest as _onethread_identity_v1_ConfirmAddressRequest, ConfirmAddressRequest__Output as _onethread_identity_v1_ConfirmAddressRequest__Output } from '../../../onethread/identity/v1/ConfirmAddressRequest.ts';
import type { ConfirmAddressResponse as _onethread_identity_v1_ConfirmAddressResponse, ConfirmAddressResponse__Output as _onethread_identity_v1_ConfirmAddressResponse__Output } from '../../../onethread/identity/v1/ConfirmAddressResponse.ts';
import type { DecideMatchRequest as _onethread_identity_v1_DecideMatchRequest, DecideMatchRequest__Output as _onethread_identity_v1_DecideMatchRequest__Output } from '../../../onethread/identity/v1/DecideMatchRequest.ts';
import type { FindPeopleRequest as _onethread_identity_v1_FindPeopleRequest, FindPeopleRequest__Output as _onethread_identity_v1_FindPeopleRequest__Output } from '../../../onethread/identity/v1/FindPeopleRequest.ts';
import type { FindPeopleResponse as _onethread_identity_v1_FindPeopleResponse, FindPeopleResponse__Output as _onethread_identity_v1_FindPeopleResponse__Output } from '../../../onethread/identity/v1/FindPeopleResponse.ts';
import type { GetPersonRequest as _onethread_identity_v1_GetPersonRequest, GetPersonRequest__Output as _onethread_identity_v1_GetPersonRequest__Output } from '../../../onethread/identity/v1/GetPersonRequest.ts';
import type { IssueLinkCodeRequest as _onethread_identity_v1_IssueLinkCodeRequest, IssueLinkCodeRequest__Output as _onethread_identity_v1_IssueLinkCodeRequest__Output } from '../../../onethread/identity/v1/IssueLinkCodeRequest.ts';
import type { IssueLinkCodeResponse as _onethread_identity_v1_IssueLinkCodeResponse, IssueLinkCodeResponse__Output as _onethread_identity_v1_IssueLinkCodeResponse__Output } from '../../../onethread/identity/v1/IssueLinkCodeResponse.ts';
import type { LetAnswersFollowRequest as _onethread_identity_v1_LetAnswersFollowRequest, LetAnswersFollowRequest__Output as _onethread_identity_v1_LetAnswersFollowRequest__Output } from '../../../onethread/identity/v1/LetAnswersFollowRequest.ts';
import type { LetAnswersFollowResponse as _onethread_identity_v1_LetAnswersFollowResponse, LetAnswersFollowResponse__Output as _onethread_identity_v1_LetAnswersFollowResponse__Output } from '../../../onethread/identity/v1/LetAnswersFollowResponse.ts';
import type { LinkPreview as _onethread_identity_v1_LinkPreview, LinkPreview__Output as _onethread_identity_v1_LinkPreview__Output } from '../../../onethread/identity/v1/LinkPreview.ts';
import type { LinkRequest as _onethread_identity_v1_LinkRequest, LinkRequest__Output as _onethread_identity_v1_LinkRequest__Output } from '../../../onethread/identity/v1/LinkRequest.ts';
import type { ListMatchesRequest as _onethread_identity_v1_ListMatchesRequest, ListMatchesRequest__Output as _onethread_identity_v1_ListMatchesRequest__Output } from '../../../onethread/identity/v1/ListMatchesRequest.ts';
import type { ListMatchesResponse as _onethread_identity_v1_ListMatchesResponse, ListMatchesResponse__Output as _onethread_identity_v1_ListMatchesResponse__Output } from '../../../onethread/identity/v1/ListMatchesResponse.ts';
import type { ListReachableRequest as _onethread_identity_v1_ListReachableRequest, ListReachableRequest__Output as _onethread_identity_v1_ListReachableRequest__Output } from '../../../onethread/identity/v1/ListReachableRequest.ts';
import type { ListReachableResponse as _onethread_identity_v1_ListReachableResponse, ListReachableResponse__Output as _onethread_identity_v1_ListReachableResponse__Output } from '../../../onethread/identity/v1/ListReachableResponse.ts';
import type { Person as _onethread_identity_v1_Person, Person__Output as _onethread_identity_v1_Person__Output } from '../../../onethread/identity/v1/Person.ts';
import type { PreviewLinkRequest as _onethread_identity_v1_PreviewLinkRequest, PreviewLinkRequest__Output as _onethread_identity_v1_PreviewLinkRequest__Output } from '../../../onethread/identity/v1/PreviewLinkRequest.ts';
import type { StartConfirmationRequest as _onethread_identity_v1_StartConfirmationRequest, StartConfirmationRequest__Output as _onethread_identity_v1_StartConfirmationRequest__Output } from '../../../onethread/identity/v1/StartConfirmationRequest.ts';
import type { StartConfirmationResponse as _onethread_identity_v1_StartConfirmationResponse, StartConfirmationResponse__Output as _onethread_identity_v1_StartConfirmationResponse__Output } from '../../../onethread/identity/v1/StartConfirmationResponse.ts';
import type { UnlinkRequest as _onethread_identity_v1_UnlinkRequest, UnlinkRequest__Output as _onethread_identity_v1_UnlinkRequest__Output } from '../../../onethread/identity/v1/UnlinkRequest.ts';

export interface IdentityServiceClient extends grpc.Client {
  ConfirmAddress(argument: _onethread_identity_v1_ConfirmAddressRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_identity_v1_ConfirmAddressResponse__Output>): grpc.ClientUnaryCall;
  ConfirmAddress(argument: _onethread_identity_v1_ConfirmAddressRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_onethread_identity_v1_ConfirmAddressResponse__Output>): grpc.ClientUnaryCall;
  ConfirmAddress(argument: _onethread_identity_v1_ConfirmAddressRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_identity_v1_ConfirmAddressResponse__Output>): grpc.ClientUnaryCall;
  ConfirmAddress(argument: _onethread_identity_v1_ConfirmAddressRequest, callback: grpc.requestCallback<_onethread_identity_v1_ConfirmAddressResponse__Output>): grpc.ClientUnaryCall;
  confirmAddress(argument: _onethread_identity_v1_ConfirmAddressRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_identity_v1_ConfirmAddressResponse__Output>): grpc.ClientUnaryCall;
  confirmAddress(argument: _onethread_identity_v1_ConfirmAddressRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_onethread_identity_v1_ConfirmAddressResponse__Output>): grpc.ClientUnaryCall;
  confirmAddress(argument: _onethread_identity_v1_ConfirmAddressRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_identity_v1_ConfirmAddressResponse__Output>): grpc.ClientUnaryCall;
  confirmAddress(argument: _onethread_identity_v1_ConfirmAddressRequest, callback: grpc.requestCallback<_onethread_identity_v1_ConfirmAddressResponse__Output>): grpc.ClientUnaryCall;
  
  DecideMatch(argument: _onethread_identity_v1_DecideMatchRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_identity_v1_Person__Output>): grpc.ClientUnaryCall;
  DecideMatch(argument: _onethread_identity_v1_DecideMatchRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_onethread_identity_v1_Person__Output>): grpc.ClientUnaryCall;
  DecideMatch(argument: _onethread_identity_v1_DecideMatchRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_identity_v1_Person__Output>): grpc.ClientUnaryCall;
  DecideMatch(argument: _onethread_identity_v1_DecideMatchRequest, callback: grpc.requestCallback<_onethread_identity_v1_Person__Output>): grpc.ClientUnaryCall;
  decideMatch(argument: _onethread_identity_v1_DecideMatchRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_identity_v1_Person__Output>): grpc.ClientUnaryCall;
  decideMatch(argument: _onethread_identity_v1_DecideMatchRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_onethread_identity_v1_Person__Output>): grpc.ClientUnaryCall;
  decideMatch(argument: _onethread_identity_v1_DecideMatchRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_identity_v1_Person__Output>): grpc.ClientUnaryCall;
  decideMatch(argument: _onethread_identity_v1_DecideMatchRequest, callback: grpc.requestCallback<_onethread_identity_v1_Person__Output>): grpc.ClientUnaryCall;
  
  FindPeople(argument: _onethread_identity_v1_FindPeopleRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_identity_v1_FindPeopleResponse__Output>): grpc.ClientUnaryCall;
  FindPeople(argument: _onethread_identity_v1_FindPeopleRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_onethread_identity_v1_FindPeopleResponse__Output>): grpc.ClientUnaryCall;
  FindPeople(argument: _onethread_identity_v1_FindPeopleRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_identity_v1_FindPeopleResponse__Output>): grpc.ClientUnaryCall;
  FindPeople(argument: _onethread_identity_v1_FindPeopleRequest, callback: grpc.requestCallback<_onethread_identity_v1_FindPeopleResponse__Output>): grpc.ClientUnaryCall;
  findPeople(argument: _onethread_identity_v1_FindPeopleRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_identity_v1_FindPeopleResponse__Output>): grpc.ClientUnaryCall;
  findPeople(argument: _onethread_identity_v1_FindPeopleRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_onethread_identity_v1_FindPeopleResponse__Output>): grpc.ClientUnaryCall;
  findPeople(argument: _onethread_identity_v1_FindPeopleRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_identity_v1_FindPeopleResponse__Output>): grpc.ClientUnaryCall;
  findPeople(argument: _onethread_identity_v1_FindPeopleRequest, callback: grpc.requestCallback<_onethread_identity_v1_FindPeopleResponse__Output>): grpc.ClientUnaryCall;
  
  GetPerson(argument: _onethread_identity_v1_GetPersonRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_identity_v1_Person__Output>): grpc.ClientUnaryCall;
  GetPerson(argument: _onethread_identity_v1_GetPersonRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_onethread_identity_v1_Person__Output>): grpc.ClientUnaryCall;
  GetPerson(argument: _onethread_identity_v1_GetPersonRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_identity_v1_Person__Output>): grpc.ClientUnaryCall;
  GetPerson(argument: _onethread_identity_v1_GetPersonRequest, callback: grpc.requestCallback<_onethread_identity_v1_Person__Output>): grpc.ClientUnaryCall;
  getPerson(argument: _onethread_identity_v1_GetPersonRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_identity_v1_Person__Output>): grpc.ClientUnaryCall;
  getPerson(argument: _onethread_identity_v1_GetPersonRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_onethread_identity_v1_Person__Output>): grpc.ClientUnaryCall;
  getPerson(argument: _onethread_identity_v1_GetPersonRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_identity_v1_Person__Output>): grpc.ClientUnaryCall;
  getPerson(argument: _onethread_identity_v1_GetPersonRequest, callback: grpc.requestCallback<_onethread_identity_v1_Person__Output>): grpc.ClientUnaryCall;
  
  IssueLinkCode(argument: _onethread_identity_v1_IssueLinkCodeRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_identity_v1_IssueLinkCodeResponse__Output>): grpc.ClientUnaryCall;
  IssueLinkCode(argument: _onethread_identity_v1_IssueLinkCodeRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_onethread_identity_v1_IssueLinkCodeResponse__Output>): grpc.ClientUnaryCall;
  IssueLinkCode(argument: _onethread_identity_v1_IssueLinkCodeRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_identity_v1_IssueLinkCodeResponse__Output>): grpc.ClientUnaryCall;
  IssueLinkCode(argument: _onethread_identity_v1_IssueLinkCodeRequest, callback: grpc.requestCallback<_onethread_identity_v1_IssueLinkCodeResponse__Output>): grpc.ClientUnaryCall;
  issueLinkCode(argument: _onethread_identity_v1_IssueLinkCodeRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_identity_v1_IssueLinkCodeResponse__Output>): grpc.ClientUnaryCall;
  issueLinkCode(argument: _onethread_identity_v1_IssueLinkCodeRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_onethread_identity_v1_IssueLinkCodeResponse__Output>): grpc.ClientUnaryCall;
  issueLinkCode(argument: _onethread_identity_v1_IssueLinkCodeRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_identity_v1_IssueLinkCodeResponse__Output>): grpc.ClientUnaryCall;
  issueLinkCode(argument: _onethread_identity_v1_IssueLinkCodeRequest, callback: grpc.requestCallback<_onethread_identity_v1_IssueLinkCodeResponse__Output>): grpc.ClientUnaryCall;
  
  LetAnswersFollow(argument: _onethread_identity_v1_LetAnswersFollowRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_identity_v1_LetAnswersFollowResponse__Output>): grpc.ClientUnaryCall;
  LetAnswersFollow(argument: _onethread_identity_v1_LetAnswersFollowRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_onethread_identity_v1_LetAnswersFollowResponse__Output>): grpc.ClientUnaryCall;
  LetAnswersFollow(argument: _onethread_identity_v1_LetAnswersFollowRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_identity_v1_LetAnswersFollowResponse__Output>): grpc.ClientUnaryCall;
  LetAnswersFollow(argument: _onethread_identity_v1_LetAnswersFollowRequest, callback: grpc.requestCallback<_onethread_identity_v1_LetAnswersFollowResponse__Output>): grpc.ClientUnaryCall;
  letAnswersFollow(argument: _onethread_identity_v1_LetAnswersFollowRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_identity_v1_LetAnswersFollowResponse__Output>): grpc.ClientUnaryCall;
  letAnswersFollow(argument: _onethread_identity_v1_LetAnswersFollowRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_onethread_identity_v1_LetAnswersFollowResponse__Output>): grpc.ClientUnaryCall;
  letAnswersFollow(argument: _onethread_identity_v1_LetAnswersFollowRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_identity_v1_LetAnswersFollowResponse__Output>): grpc.ClientUnaryCall;
  letAnswersFollow(argument: _onethread_identity_v1_LetAnswersFollowRequest, callback: grpc.requestCallback<_onethread_identity_v1_LetAnswersFollowResponse__Output>): grpc.ClientUnaryCall;
  
  Link(argument: _onethread_identity_v1_LinkRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_identity_v1_Person__Output>): grpc.ClientUnaryCall;
  Link(argument: _onethread_identity_v1_LinkRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_onethread_identity_v1_Person__Output>): grpc.ClientUnaryCall;
  Link(argument: _onethread_identity_v1_LinkRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_identity_v1_Person__Output>): grpc.ClientUnaryCall;
  Link(argument: _onethread_identity_v1_LinkRequest, callback: grpc.requestCallback<_onethread_identity_v1_Person__Output>): grpc.ClientUnaryCall;
  link(argument: _onethread_identity_v1_LinkRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_identity_v1_Person__Output>): grpc.ClientUnaryCall;
  link(argument: _onethread_identity_v1_LinkRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_onethread_identity_v1_Person__Output>): grpc.ClientUnaryCall;
  link(argument: _onethread_identity_v1_LinkRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_identity_v1_Person__Output>): grpc.ClientUnaryCall;
  link(argument: _onethread_identity_v1_LinkRequest, callback: grpc.requestCallback<_onethread_identity_v1_Person__Output>): grpc.ClientUnaryCall;
  
  ListMatches(argument: _onethread_identity_v1_ListMatchesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_identity_v1_ListMatchesResponse__Output>): grpc.ClientUnaryCall;
  ListMatches(argument: _onethread_identity_v1_ListMatchesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_onethread_identity_v1_ListMatchesResponse__Output>): grpc.ClientUnaryCall;
  ListMatches(argument: _onethread_identity_v1_ListMatchesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_identity_v1_ListMatchesResponse__Output>): grpc.ClientUnaryCall;
  ListMatches(argument: _onethread_identity_v1_ListMatchesRequest, callback: grpc.requestCallback<_onethread_identity_v1_ListMatchesResponse__Output>): grpc.ClientUnaryCall;
  listMatches(argument: _onethread_identity_v1_ListMatchesRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_identity_v1_ListMatchesResponse__Output>): grpc.ClientUnaryCall;
  listMatches(argument: _onethread_identity_v1_ListMatchesRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_onethread_identity_v1_ListMatchesResponse__Output>): grpc.ClientUnaryCall;
  listMatches(argument: _onethread_identity_v1_ListMatchesRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_identity_v1_ListMatchesResponse__Output>): grpc.ClientUnaryCall;
  listMatches(argument: _onethread_identity_v1_ListMatchesRequest, callback: grpc.requestCallback<_onethread_identity_v1_ListMatchesResponse__Output>): grpc.ClientUnaryCall;
  
  ListReachable(argument: _onethread_identity_v1_ListReachableRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_identity_v1_ListReachableResponse__Output>): grpc.ClientUnaryCall;
  ListReachable(argument: _onethread_identity_v1_ListReachableRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_onethread_identity_v1_ListReachableResponse__Output>): grpc.ClientUnaryCall;
  ListReachable(argument: _onethread_identity_v1_ListReachableRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_identity_v1_ListReachableResponse__Output>): grpc.ClientUnaryCall;
  ListReachable(argument: _onethread_identity_v1_ListReachableRequest, callback: grpc.requestCallback<_onethread_identity_v1_ListReachableResponse__Output>): grpc.ClientUnaryCall;
  listReachable(argument: _onethread_identity_v1_ListReachableRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_identity_v1_ListReachableResponse__Output>): grpc.ClientUnaryCall;
  listReachable(argument: _onethread_identity_v1_ListReachableRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_onethread_identity_v1_ListReachableResponse__Output>): grpc.ClientUnaryCall;
  listReachable(argument: _onethread_identity_v1_ListReachableRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_identity_v1_ListReachableResponse__Output>): grpc.ClientUnaryCall;
  listReachable(argument: _onethread_identity_v1_ListReachableRequest, callback: grpc.requestCallback<_onethread_identity_v1_ListReachableResponse__Output>): grpc.ClientUnaryCall;
  
  PreviewLink(argument: _onethread_identity_v1_PreviewLinkRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_identity_v1_LinkPreview__Output>): grpc.ClientUnaryCall;
  PreviewLink(argument: _onethread_identity_v1_PreviewLinkRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_onethread_identity_v1_LinkPreview__Output>): grpc.ClientUnaryCall;
  PreviewLink(argument: _onethread_identity_v1_PreviewLinkRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_identity_v1_LinkPreview__Output>): grpc.ClientUnaryCall;
  PreviewLink(argument: _onethread_identity_v1_PreviewLinkRequest, callback: grpc.requestCallback<_onethread_identity_v1_LinkPreview__Output>): grpc.ClientUnaryCall;
  previewLink(argument: _onethread_identity_v1_PreviewLinkRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_identity_v1_LinkPreview__Output>): grpc.ClientUnaryCall;
  previewLink(argument: _onethread_identity_v1_PreviewLinkRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_onethread_identity_v1_LinkPreview__Output>): grpc.ClientUnaryCall;
  previewLink(argument: _onethread_identity_v1_PreviewLinkRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_identity_v1_LinkPreview__Output>): grpc.ClientUnaryCall;
  previewLink(argument: _onethread_identity_v1_PreviewLinkRequest, callback: grpc.requestCallback<_onethread_identity_v1_LinkPreview__Output>): grpc.ClientUnaryCall;
  
  StartConfirmation(argument: _onethread_identity_v1_StartConfirmationRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_identity_v1_StartConfirmationResponse__Output>): grpc.ClientUnaryCall;
  StartConfirmation(argument: _onethread_identity_v1_StartConfirmationRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_onethread_identity_v1_StartConfirmationResponse__Output>): grpc.ClientUnaryCall;
  StartConfirmation(argument: _onethread_identity_v1_StartConfirmationRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_identity_v1_StartConfirmationResponse__Output>): grpc.ClientUnaryCall;
  StartConfirmation(argument: _onethread_identity_v1_StartConfirmationRequest, callback: grpc.requestCallback<_onethread_identity_v1_StartConfirmationResponse__Output>): grpc.ClientUnaryCall;
  startConfirmation(argument: _onethread_identity_v1_StartConfirmationRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_identity_v1_StartConfirmationResponse__Output>): grpc.ClientUnaryCall;
  startConfirmation(argument: _onethread_identity_v1_StartConfirmationRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_onethread_identity_v1_StartConfirmationResponse__Output>): grpc.ClientUnaryCall;
  startConfirmation(argument: _onethread_identity_v1_StartConfirmationRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_identity_v1_StartConfirmationResponse__Output>): grpc.ClientUnaryCall;
  startConfirmation(argument: _onethread_identity_v1_StartConfirmationRequest, callback: grpc.requestCallback<_onethread_identity_v1_StartConfirmationResponse__Output>): grpc.ClientUnaryCall;
  
  Unlink(argument: _onethread_identity_v1_UnlinkRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_identity_v1_Person__Output>): grpc.ClientUnaryCall;
  Unlink(argument: _onethread_identity_v1_UnlinkRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_onethread_identity_v1_Person__Output>): grpc.ClientUnaryCall;
  Unlink(argument: _onethread_identity_v1_UnlinkRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_identity_v1_Person__Output>): grpc.ClientUnaryCall;
  Unlink(argument: _onethread_identity_v1_UnlinkRequest, callback: grpc.requestCallback<_onethread_identity_v1_Person__Output>): grpc.ClientUnaryCall;
  unlink(argument: _onethread_identity_v1_UnlinkRequest, metadata: grpc.Metadata, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_identity_v1_Person__Output>): grpc.ClientUnaryCall;
  unlink(argument: _onethread_identity_v1_UnlinkRequest, metadata: grpc.Metadata, callback: grpc.requestCallback<_onethread_identity_v1_Person__Output>): grpc.ClientUnaryCall;
  unlink(argument: _onethread_identity_v1_UnlinkRequest, options: grpc.CallOptions, callback: grpc.requestCallback<_onethread_identity_v1_Person__Output>): grpc.ClientUnaryCall;
  unlink(argument: _onethread_identity_v1_UnlinkRequest, callback: grpc.requestCallback<_onethread_identity_v1_Person__Output>): grpc.ClientUnaryCall;
  
}

export interface IdentityServiceHandlers extends grpc.UntypedServiceImplementation {
  ConfirmAddress: grpc.handleUnaryCall<_onethread_identity_v1_ConfirmAddressRequest__Output, _onethread_identity_v1_ConfirmAddressResponse>;
  
  DecideMatch: grpc.handleUnaryCall<_onethread_identity_v1_DecideMatchRequest__Output, _onethread_identity_v1_Person>;
  
  FindPeople: grpc.handleUnaryCall<_onethread_identity_v1_FindPeopleRequest__Output, _onethread_identity_v1_FindPeopleResponse>;
  
  GetPerson: grpc.handleUnaryCall<_onethread_identity_v1_GetPersonRequest__Output, _onethread_identity_v1_Person>;
  
  IssueLinkCode: grpc.handleUnaryCall<_onethread_identity_v1_IssueLinkCodeRequest__Output, _onethread_identity_v1_IssueLinkCodeResponse>;
  
  LetAnswersFollow: grpc.handleUnaryCall<_onethread_identity_v1_LetAnswersFollowRequest__Output, _onethread_identity_v1_LetAnswersFollowResponse>;
  
  Link: grpc.handleUnaryCall<_onethread_identity_v1_LinkRequest__Output, _onethread_identity_v1_Person>;
  
  ListMatches: grpc.handleUnaryCall<_onethread_identity_v1_ListMatchesRequest__Output, _onethread_identity_v1_ListMatchesResponse>;
  
  ListReachable: grpc.handleUnaryCall<_onethread_identity_v1_ListReachableRequest__Output, _onethread_identity_v1_ListReachableResponse>;
  
  PreviewLink: grpc.handleUnaryCall<_onethread_identity_v1_PreviewLinkRequest__Output, _onethread_identity_v1_LinkPreview>;
  
  StartConfirmation: grpc.handleUnaryCall<_onethread_identity_v1_StartConfirmationRequest__Output, _onethread_identity_v1_StartConfirmationResponse>;
  
  Unlink: grpc.handleUnaryCall<_onethread_identity_v1_UnlinkRequest__Output, _onethread_identity_v1_Person>;
  
}

export interface IdentityServiceDefinition extends grpc.ServiceDefinition {
  ConfirmAddress: MethodDefinition<_onethread_identity_v1_ConfirmAddressRequest, _onethread_identity_v1_ConfirmAddressResponse, _onethread_identity_v1_ConfirmAddressRequest__Output, _onethread_identity_v1_ConfirmAddressResponse__Output>
  DecideMatch: MethodDefinition<_onethread_identity_v1_DecideMatchRequest, _onethread_identity_v1_Person, _onethread_identity_v1_DecideMatchRequest__Output, _onethread_identity_v1_Person__Output>
  FindPeople: MethodDefinition<_onethread_identity_v1_FindPeopleRequest, _onethread_identity_v1_FindPeopleResponse, _onethread_identity_v1_FindPeopleRequest__Output, _onethread_identity_v1_FindPeopleResponse__Output>
  GetPerson: MethodDefinition<_onethread_identity_v1_GetPersonRequest, _onethread_identity_v1_Person, _onethread_identity_v1_GetPersonRequest__Output, _onethread_identity_v1_Person__Output>
  IssueLinkCode: MethodDefinition<_onethread_identity_v1_IssueLinkCodeRequest, _onethread_identity_v1_IssueLinkCodeResponse, _onethread_identity_v1_IssueLinkCodeRequest__Output, _onethread_identity_v1_IssueLinkCodeResponse__Output>
  LetAnswersFollow: MethodDefinition<_onethread_identity_v1_LetAnswersFollowRequest, _onethread_identity_v1_LetAnswersFollowResponse, _onethread_identity_v1_LetAnswersFollowRequest__Output, _onethread_identity_v1_LetAnswersFollowResponse__Output>
  Link: MethodDefinition<_onethread_identity_v1_LinkRequest, _onethread_identity_v1_Person, _onethread_identity_v1_LinkRequest__Output, _onethread_identity_v1_Person__Output>
  ListMatches: MethodDefinition<_onethread_identity_v1_ListMatchesRequest, _onethread_identity_v1_ListMatchesResponse, _onethread_identity_v1_ListMatchesRequest__Output, _onethread_identity_v1_ListMatchesResponse__Output>
  ListReachable: MethodDefinition<_onethread_identity_v1_ListReachableRequest, _onethread_identity_v1_ListReachableResponse, _onethread_identity_v1_ListReachableRequest__Output, _onethread_identity_v1_ListReachableResponse__Output>
  PreviewLink: MethodDefinition<_onethread_identity_v1_PreviewLinkRequest, _onethread_identity_v1_LinkPreview, _onethread_identity_v1_PreviewLinkRequest__Output, _onethread_identity_v1_LinkPreview__Output>
  StartConfirmation: MethodDefinition<_onethread_identity_v1_StartConfirmationRequest, _onethread_identity_v1_StartConfirmationResponse, _onethread_identity_v1_StartConfirmationRequest__Output, _onethread_identity_v1_StartConfirmationResponse__Output>
  Unlink: MethodDefinition<_onethread_identity_v1_UnlinkRequest, _onethread_identity_v1_Person, _onethread_identity_v1_UnlinkRequest__Output, _onethread_identity_v1_Person__Output>
}
