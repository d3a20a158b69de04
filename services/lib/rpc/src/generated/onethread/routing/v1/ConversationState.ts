// Original file: proto/onethread/routing/v1/routing.proto

export const ConversationState = {
  CONVERSATION_STATE_UNSPECIFIED: 'CONVERSATION_STATE_UNSPECIFIED',
  OPEN: 'OPEN',
  SNOOZED: 'SNOOZED',
  RESOLVED: 'RESOLVED',
} as const;

export type ConversationState =
  | 'CONVERSATION_STATE_UNSPECIFIED'
  | 0
  | 'OPEN'
  | 1
  | 'SNOOZED'
  | 2
  | 'RESOLVED'
  | 3

export type ConversationState__Output = typeof ConversationState[keyof typeof ConversationState]
