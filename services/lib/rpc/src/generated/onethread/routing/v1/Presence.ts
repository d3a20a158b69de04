// Original file: proto/onethread/routing/v1/routing.proto

export const Presence = {
  PRESENCE_UNSPECIFIED: 'PRESENCE_UNSPECIFIED',
  AVAILABLE: 'AVAILABLE',
  BUSY: 'BUSY',
  AWAY: 'AWAY',
  OFFLINE: 'OFFLINE',
} as const;

export type Presence =
  | 'PRESENCE_UNSPECIFIED'
  | 0
  | 'AVAILABLE'
  | 1
  | 'BUSY'
  | 2
  | 'AWAY'
  | 3
  | 'OFFLINE'
  | 4

export type Presence__Output = typeof Presence[keyof typeof Presence]
