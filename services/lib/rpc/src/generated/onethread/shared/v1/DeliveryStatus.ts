// Original file: proto/onethread/shared/v1/content.proto

export const DeliveryStatus = {
  DELIVERY_STATUS_UNSPECIFIED: 'DELIVERY_STATUS_UNSPECIFIED',
  QUEUED: 'QUEUED',
  SENDING: 'SENDING',
  UNKNOWN: 'UNKNOWN',
  SENT: 'SENT',
  FAILED: 'FAILED',
  DELIVERED: 'DELIVERED',
  READ: 'READ',
} as const;

export type DeliveryStatus =
  | 'DELIVERY_STATUS_UNSPECIFIED'
  | 0
  | 'QUEUED'
  | 1
  | 'SENDING'
  | 2
  | 'UNKNOWN'
  | 3
  | 'SENT'
  | 4
  | 'FAILED'
  | 5
  | 'DELIVERED'
  | 6
  | 'READ'
  | 7

export type DeliveryStatus__Output = typeof DeliveryStatus[keyof typeof DeliveryStatus]
