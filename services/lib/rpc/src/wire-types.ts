/**
 * What goes over the wire, by names to work with: `X` as it is received (every field there, enums as their names),
 * `XInput` as it is sent (fields optional). Generated types themselves stay inside this package.
 */
export { DeliveryStatus as DeliveryStatusName } from './generated/onethread/shared/v1/DeliveryStatus.ts';
export type { DeliveryStatus__Output as DeliveryStatus } from './generated/onethread/shared/v1/DeliveryStatus.ts';
export type {
  FailureReason as FailureReasonInput,
  FailureReason__Output as FailureReason,
} from './generated/onethread/shared/v1/FailureReason.ts';
export type {
  Identity as IdentityInput,
  Identity__Output as Identity,
} from './generated/onethread/shared/v1/Identity.ts';
export type { Item as ItemInput, Item__Output as Item } from './generated/onethread/shared/v1/Item.ts';
export type { Part as ProtoPartInput, Part__Output as ProtoPart } from './generated/onethread/shared/v1/Part.ts';
export type {
  Watermark as WatermarkInput,
  Watermark__Output as Watermark,
} from './generated/onethread/shared/v1/Watermark.ts';
export type {
  AcceptOffer as AcceptOfferInput,
  AcceptOffer__Output as AcceptOffer,
} from './generated/onethread/routing/v1/AcceptOffer.ts';
export type {
  Activity as ActivityInput,
  Activity__Output as Activity,
} from './generated/onethread/routing/v1/Activity.ts';
export type { AddNote as AddNoteInput, AddNote__Output as AddNote } from './generated/onethread/routing/v1/AddNote.ts';
export type { Agent as AgentInput, Agent__Output as Agent } from './generated/onethread/routing/v1/Agent.ts';
export type { AgentServiceHandlers } from './generated/onethread/routing/v1/AgentService.ts';
export type {
  ChannelInfo as ChannelInfoInput,
  ChannelInfo__Output as ChannelInfo,
} from './generated/onethread/routing/v1/ChannelInfo.ts';
export type {
  Conversation as ConversationInput,
  Conversation__Output as Conversation,
} from './generated/onethread/routing/v1/Conversation.ts';
export { ConversationState as ConversationStateName } from './generated/onethread/routing/v1/ConversationState.ts';
export type { ConversationState__Output as ConversationState } from './generated/onethread/routing/v1/ConversationState.ts';
export type {
  DecideReply as DecideReplyInput,
  DecideReply__Output as DecideReply,
} from './generated/onethread/routing/v1/DecideReply.ts';
export type {
  DeclineOffer as DeclineOfferInput,
  DeclineOffer__Output as DeclineOffer,
} from './generated/onethread/routing/v1/DeclineOffer.ts';
export type {
  FollowThread as FollowThreadInput,
  FollowThread__Output as FollowThread,
} from './generated/onethread/routing/v1/FollowThread.ts';
export type { Hello as HelloInput, Hello__Output as Hello } from './generated/onethread/routing/v1/Hello.ts';
export type {
  MarkRead as MarkReadInput,
  MarkRead__Output as MarkRead,
} from './generated/onethread/routing/v1/MarkRead.ts';
export type { Ping as PingInput, Ping__Output as Ping } from './generated/onethread/routing/v1/Ping.ts';
export type { Pong as PongInput, Pong__Output as Pong } from './generated/onethread/routing/v1/Pong.ts';
export { Presence as PresenceName } from './generated/onethread/routing/v1/Presence.ts';
export type { Presence__Output as Presence } from './generated/onethread/routing/v1/Presence.ts';
export type { Queue as QueueInput, Queue__Output as Queue } from './generated/onethread/routing/v1/Queue.ts';
export type { Reopen as ReopenInput, Reopen__Output as Reopen } from './generated/onethread/routing/v1/Reopen.ts';
export type {
  Reservation as ReservationInput,
  Reservation__Output as Reservation,
} from './generated/onethread/routing/v1/Reservation.ts';
export type { Resolve as ResolveInput, Resolve__Output as Resolve } from './generated/onethread/routing/v1/Resolve.ts';
export type { Result as ResultInput, Result__Output as Result } from './generated/onethread/routing/v1/Result.ts';
export type {
  ReturnToQueue as ReturnToQueueInput,
  ReturnToQueue__Output as ReturnToQueue,
} from './generated/onethread/routing/v1/ReturnToQueue.ts';
export type {
  SendReply as SendReplyInput,
  SendReply__Output as SendReply,
} from './generated/onethread/routing/v1/SendReply.ts';
export type {
  SetPresence as SetPresenceInput,
  SetPresence__Output as SetPresence,
} from './generated/onethread/routing/v1/SetPresence.ts';
export type { Snooze as SnoozeInput, Snooze__Output as Snooze } from './generated/onethread/routing/v1/Snooze.ts';
export type { Take as TakeInput, Take__Output as Take } from './generated/onethread/routing/v1/Take.ts';
export type {
  ThreadUpdate as ThreadUpdateInput,
  ThreadUpdate__Output as ThreadUpdate,
} from './generated/onethread/routing/v1/ThreadUpdate.ts';
export type { Typing as TypingInput, Typing__Output as Typing } from './generated/onethread/routing/v1/Typing.ts';
export type {
  UnfollowThread as UnfollowThreadInput,
  UnfollowThread__Output as UnfollowThread,
} from './generated/onethread/routing/v1/UnfollowThread.ts';
export type { Welcome as WelcomeInput, Welcome__Output as Welcome } from './generated/onethread/routing/v1/Welcome.ts';
export type {
  WorkCommand as WorkCommandInput,
  WorkCommand__Output as WorkCommand,
} from './generated/onethread/routing/v1/WorkCommand.ts';
export type {
  WorkEvent as WorkEventInput,
  WorkEvent__Output as WorkEvent,
} from './generated/onethread/routing/v1/WorkEvent.ts';
export type {
  CheckFileRequest as CheckFileRequestInput,
  CheckFileRequest__Output as CheckFileRequest,
} from './generated/onethread/history/v1/CheckFileRequest.ts';
export type {
  CheckFileResponse as CheckFileResponseInput,
  CheckFileResponse__Output as CheckFileResponse,
} from './generated/onethread/history/v1/CheckFileResponse.ts';
export type {
  FeedActivity as FeedActivityInput,
  FeedActivity__Output as FeedActivity,
} from './generated/onethread/history/v1/FeedActivity.ts';
export type {
  FeedItem as FeedItemInput,
  FeedItem__Output as FeedItem,
} from './generated/onethread/history/v1/FeedItem.ts';
export type {
  FeedState as FeedStateInput,
  FeedState__Output as FeedState,
} from './generated/onethread/history/v1/FeedState.ts';
export type {
  FeedUpdate as FeedUpdateInput,
  FeedUpdate__Output as FeedUpdate,
} from './generated/onethread/history/v1/FeedUpdate.ts';
export type {
  FollowFeedRequest as FollowFeedRequestInput,
  FollowFeedRequest__Output as FollowFeedRequest,
} from './generated/onethread/history/v1/FollowFeedRequest.ts';
export type {
  FollowFeedResponse as FollowFeedResponseInput,
  FollowFeedResponse__Output as FollowFeedResponse,
} from './generated/onethread/history/v1/FollowFeedResponse.ts';
export type {
  GetConversationRequest as GetConversationRequestInput,
  GetConversationRequest__Output as GetConversationRequest,
} from './generated/onethread/history/v1/GetConversationRequest.ts';
export type {
  GetConversationResponse as GetConversationResponseInput,
  GetConversationResponse__Output as GetConversationResponse,
} from './generated/onethread/history/v1/GetConversationResponse.ts';
export type { HistoryServiceHandlers } from './generated/onethread/history/v1/HistoryService.ts';
export type {
  ListConversationsRequest as ListConversationsRequestInput,
  ListConversationsRequest__Output as ListConversationsRequest,
} from './generated/onethread/history/v1/ListConversationsRequest.ts';
export type {
  ListConversationsResponse as ListConversationsResponseInput,
  ListConversationsResponse__Output as ListConversationsResponse,
} from './generated/onethread/history/v1/ListConversationsResponse.ts';
export type {
  ListFeedRequest as ListFeedRequestInput,
  ListFeedRequest__Output as ListFeedRequest,
} from './generated/onethread/history/v1/ListFeedRequest.ts';
export type {
  ListFeedResponse as ListFeedResponseInput,
  ListFeedResponse__Output as ListFeedResponse,
} from './generated/onethread/history/v1/ListFeedResponse.ts';
export type {
  ListItemsRequest as ListItemsRequestInput,
  ListItemsRequest__Output as ListItemsRequest,
} from './generated/onethread/history/v1/ListItemsRequest.ts';
export type {
  ListItemsResponse as ListItemsResponseInput,
  ListItemsResponse__Output as ListItemsResponse,
} from './generated/onethread/history/v1/ListItemsResponse.ts';
export type { AdminServiceHandlers } from './generated/onethread/admin/v1/AdminService.ts';
export type {
  GetStatusRequest as GetStatusRequestInput,
  GetStatusRequest__Output as GetStatusRequest,
} from './generated/onethread/admin/v1/GetStatusRequest.ts';
export type {
  GetStatusResponse as GetStatusResponseInput,
  GetStatusResponse__Output as GetStatusResponse,
} from './generated/onethread/admin/v1/GetStatusResponse.ts';
export type {
  GroupLag as GroupLagInput,
  GroupLag__Output as GroupLag,
} from './generated/onethread/admin/v1/GroupLag.ts';
export type {
  InviteAgentRequest as InviteAgentRequestInput,
  InviteAgentRequest__Output as InviteAgentRequest,
} from './generated/onethread/admin/v1/InviteAgentRequest.ts';
export type {
  InviteAgentResponse as InviteAgentResponseInput,
  InviteAgentResponse__Output as InviteAgentResponse,
} from './generated/onethread/admin/v1/InviteAgentResponse.ts';
export type {
  IssueAgentTokenRequest as IssueAgentTokenRequestInput,
  IssueAgentTokenRequest__Output as IssueAgentTokenRequest,
} from './generated/onethread/admin/v1/IssueAgentTokenRequest.ts';
export type {
  IssueAgentTokenResponse as IssueAgentTokenResponseInput,
  IssueAgentTokenResponse__Output as IssueAgentTokenResponse,
} from './generated/onethread/admin/v1/IssueAgentTokenResponse.ts';
export type {
  ListAgentsRequest as ListAgentsRequestInput,
  ListAgentsRequest__Output as ListAgentsRequest,
} from './generated/onethread/admin/v1/ListAgentsRequest.ts';
export type {
  ListAgentsResponse as ListAgentsResponseInput,
  ListAgentsResponse__Output as ListAgentsResponse,
} from './generated/onethread/admin/v1/ListAgentsResponse.ts';
export type {
  PutAgentRequest as PutAgentRequestInput,
  PutAgentRequest__Output as PutAgentRequest,
} from './generated/onethread/admin/v1/PutAgentRequest.ts';
export type {
  PutAgentResponse as PutAgentResponseInput,
  PutAgentResponse__Output as PutAgentResponse,
} from './generated/onethread/admin/v1/PutAgentResponse.ts';
export type {
  RebuildProgress as RebuildProgressInput,
  RebuildProgress__Output as RebuildProgress,
} from './generated/onethread/admin/v1/RebuildProgress.ts';
export type {
  RebuildRequest as RebuildRequestInput,
  RebuildRequest__Output as RebuildRequest,
} from './generated/onethread/admin/v1/RebuildRequest.ts';
export type {
  SetAgentDisabledRequest as SetAgentDisabledRequestInput,
  SetAgentDisabledRequest__Output as SetAgentDisabledRequest,
} from './generated/onethread/admin/v1/SetAgentDisabledRequest.ts';
export type {
  SetAgentDisabledResponse as SetAgentDisabledResponseInput,
  SetAgentDisabledResponse__Output as SetAgentDisabledResponse,
} from './generated/onethread/admin/v1/SetAgentDisabledResponse.ts';
