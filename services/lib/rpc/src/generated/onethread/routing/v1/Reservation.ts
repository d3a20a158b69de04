// Original file: proto/onethread/routing/v1/routing.proto

import type { Long } from '@grpc/proto-loader';

export interface Reservation {
  'reservationId'?: (string);
  'agentId'?: (string);
  'untilMs'?: (number | string | Long);
}

export interface Reservation__Output {
  'reservationId': (string);
  'agentId': (string);
  'untilMs': (number);
}
