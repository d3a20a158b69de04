// Original file: proto/onethread/routing/v1/routing.proto


// Original file: proto/onethread/routing/v1/routing.proto

export const _onethread_routing_v1_DecideReply_Decision = {
  DECISION_UNSPECIFIED: 'DECISION_UNSPECIFIED',
  SEND: 'SEND',
  DISCARD: 'DISCARD',
  RETRY: 'RETRY',
} as const;

export type _onethread_routing_v1_DecideReply_Decision =
  | 'DECISION_UNSPECIFIED'
  | 0
  | 'SEND'
  | 1
  | 'DISCARD'
  | 2
  | 'RETRY'
  | 3

export type _onethread_routing_v1_DecideReply_Decision__Output = typeof _onethread_routing_v1_DecideReply_Decision[keyof typeof _onethread_routing_v1_DecideReply_Decision]

export interface DecideReply {
  'itemId'?: (string);
  'decision'?: (_onethread_routing_v1_DecideReply_Decision);
}

export interface DecideReply__Output {
  'itemId': (string);
  'decision': (_onethread_routing_v1_DecideReply_Decision__Output);
}
