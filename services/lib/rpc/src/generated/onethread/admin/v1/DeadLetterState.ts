// Original file: proto/onethread/admin/v1/admin.proto

export const DeadLetterState = {
  DEAD_LETTER_STATE_UNSPECIFIED: 'DEAD_LETTER_STATE_UNSPECIFIED',
  DEAD_LETTER_STATE_OPEN: 'DEAD_LETTER_STATE_OPEN',
  DEAD_LETTER_STATE_REPLAYED: 'DEAD_LETTER_STATE_REPLAYED',
  DEAD_LETTER_STATE_DROPPED: 'DEAD_LETTER_STATE_DROPPED',
} as const;

export type DeadLetterState =
  | 'DEAD_LETTER_STATE_UNSPECIFIED'
  | 0
  | 'DEAD_LETTER_STATE_OPEN'
  | 1
  | 'DEAD_LETTER_STATE_REPLAYED'
  | 2
  | 'DEAD_LETTER_STATE_DROPPED'
  | 3

export type DeadLetterState__Output = typeof DeadLetterState[keyof typeof DeadLetterState]
