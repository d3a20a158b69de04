// Original file: proto/onethread/routing/v1/routing.proto

import type { Hello as _onethread_routing_v1_Hello, Hello__Output as _onethread_routing_v1_Hello__Output } from '../../../onethread/routing/v1/Hello.ts';
import type { SetPresence as _onethread_routing_v1_SetPresence, SetPresence__Output as _onethread_routing_v1_SetPresence__Output } from '../../../onethread/routing/v1/SetPresence.ts';
import type { AcceptOffer as _onethread_routing_v1_AcceptOffer, AcceptOffer__Output as _onethread_routing_v1_AcceptOffer__Output } from '../../../onethread/routing/v1/AcceptOffer.ts';
import type { DeclineOffer as _onethread_routing_v1_DeclineOffer, DeclineOffer__Output as _onethread_routing_v1_DeclineOffer__Output } from '../../../onethread/routing/v1/DeclineOffer.ts';
import type { FollowThread as _onethread_routing_v1_FollowThread, FollowThread__Output as _onethread_routing_v1_FollowThread__Output } from '../../../onethread/routing/v1/FollowThread.ts';
import type { UnfollowThread as _onethread_routing_v1_UnfollowThread, UnfollowThread__Output as _onethread_routing_v1_UnfollowThread__Output } from '../../../onethread/routing/v1/UnfollowThread.ts';
import type { SendReply as _onethread_routing_v1_SendReply, SendReply__Output as _onethread_routing_v1_SendReply__Output } from '../../../onethread/routing/v1/SendReply.ts';
import type { DecideReply as _onethread_routing_v1_DecideReply, DecideReply__Output as _onethread_routing_v1_DecideReply__Output } from '../../../onethread/routing/v1/DecideReply.ts';
import type { AddNote as _onethread_routing_v1_AddNote, AddNote__Output as _onethread_routing_v1_AddNote__Output } from '../../../onethread/routing/v1/AddNote.ts';
import type { Typing as _onethread_routing_v1_Typing, Typing__Output as _onethread_routing_v1_Typing__Output } from '../../../onethread/routing/v1/Typing.ts';
import type { MarkRead as _onethread_routing_v1_MarkRead, MarkRead__Output as _onethread_routing_v1_MarkRead__Output } from '../../../onethread/routing/v1/MarkRead.ts';
import type { Resolve as _onethread_routing_v1_Resolve, Resolve__Output as _onethread_routing_v1_Resolve__Output } from '../../../onethread/routing/v1/Resolve.ts';
import type { Reopen as _onethread_routing_v1_Reopen, Reopen__Output as _onethread_routing_v1_Reopen__Output } from '../../../onethread/routing/v1/Reopen.ts';
import type { Snooze as _onethread_routing_v1_Snooze, Snooze__Output as _onethread_routing_v1_Snooze__Output } from '../../../onethread/routing/v1/Snooze.ts';
import type { Take as _onethread_routing_v1_Take, Take__Output as _onethread_routing_v1_Take__Output } from '../../../onethread/routing/v1/Take.ts';
import type { ReturnToQueue as _onethread_routing_v1_ReturnToQueue, ReturnToQueue__Output as _onethread_routing_v1_ReturnToQueue__Output } from '../../../onethread/routing/v1/ReturnToQueue.ts';
import type { Pong as _onethread_routing_v1_Pong, Pong__Output as _onethread_routing_v1_Pong__Output } from '../../../onethread/routing/v1/Pong.ts';
import type { Transfer as _onethread_routing_v1_Transfer, Transfer__Output as _onethread_routing_v1_Transfer__Output } from '../../../onethread/routing/v1/Transfer.ts';
import type { Assign as _onethread_routing_v1_Assign, Assign__Output as _onethread_routing_v1_Assign__Output } from '../../../onethread/routing/v1/Assign.ts';
import type { TakeOver as _onethread_routing_v1_TakeOver, TakeOver__Output as _onethread_routing_v1_TakeOver__Output } from '../../../onethread/routing/v1/TakeOver.ts';

export interface WorkCommand {
  'requestId'?: (string);
  'hello'?: (_onethread_routing_v1_Hello | null);
  'setPresence'?: (_onethread_routing_v1_SetPresence | null);
  'accept'?: (_onethread_routing_v1_AcceptOffer | null);
  'decline'?: (_onethread_routing_v1_DeclineOffer | null);
  'follow'?: (_onethread_routing_v1_FollowThread | null);
  'unfollow'?: (_onethread_routing_v1_UnfollowThread | null);
  'reply'?: (_onethread_routing_v1_SendReply | null);
  'decideReply'?: (_onethread_routing_v1_DecideReply | null);
  'note'?: (_onethread_routing_v1_AddNote | null);
  'typing'?: (_onethread_routing_v1_Typing | null);
  'read'?: (_onethread_routing_v1_MarkRead | null);
  'resolve'?: (_onethread_routing_v1_Resolve | null);
  'reopen'?: (_onethread_routing_v1_Reopen | null);
  'snooze'?: (_onethread_routing_v1_Snooze | null);
  'take'?: (_onethread_routing_v1_Take | null);
  'returnToQueue'?: (_onethread_routing_v1_ReturnToQueue | null);
  'pong'?: (_onethread_routing_v1_Pong | null);
  'transfer'?: (_onethread_routing_v1_Transfer | null);
  'assign'?: (_onethread_routing_v1_Assign | null);
  'takeOver'?: (_onethread_routing_v1_TakeOver | null);
  'command'?: "hello"|"setPresence"|"accept"|"decline"|"follow"|"unfollow"|"reply"|"decideReply"|"note"|"typing"|"read"|"resolve"|"reopen"|"snooze"|"take"|"returnToQueue"|"pong"|"transfer"|"assign"|"takeOver";
}

export interface WorkCommand__Output {
  'requestId': (string);
  'hello'?: (_onethread_routing_v1_Hello__Output | null);
  'setPresence'?: (_onethread_routing_v1_SetPresence__Output | null);
  'accept'?: (_onethread_routing_v1_AcceptOffer__Output | null);
  'decline'?: (_onethread_routing_v1_DeclineOffer__Output | null);
  'follow'?: (_onethread_routing_v1_FollowThread__Output | null);
  'unfollow'?: (_onethread_routing_v1_UnfollowThread__Output | null);
  'reply'?: (_onethread_routing_v1_SendReply__Output | null);
  'decideReply'?: (_onethread_routing_v1_DecideReply__Output | null);
  'note'?: (_onethread_routing_v1_AddNote__Output | null);
  'typing'?: (_onethread_routing_v1_Typing__Output | null);
  'read'?: (_onethread_routing_v1_MarkRead__Output | null);
  'resolve'?: (_onethread_routing_v1_Resolve__Output | null);
  'reopen'?: (_onethread_routing_v1_Reopen__Output | null);
  'snooze'?: (_onethread_routing_v1_Snooze__Output | null);
  'take'?: (_onethread_routing_v1_Take__Output | null);
  'returnToQueue'?: (_onethread_routing_v1_ReturnToQueue__Output | null);
  'pong'?: (_onethread_routing_v1_Pong__Output | null);
  'transfer'?: (_onethread_routing_v1_Transfer__Output | null);
  'assign'?: (_onethread_routing_v1_Assign__Output | null);
  'takeOver'?: (_onethread_routing_v1_TakeOver__Output | null);
  'command'?: "hello"|"setPresence"|"accept"|"decline"|"follow"|"unfollow"|"reply"|"decideReply"|"note"|"typing"|"read"|"resolve"|"reopen"|"snooze"|"take"|"returnToQueue"|"pong"|"transfer"|"assign"|"takeOver";
}
