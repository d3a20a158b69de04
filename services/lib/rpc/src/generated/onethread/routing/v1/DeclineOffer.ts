// Original file: proto/onethread/routing/v1/routing.proto


export interface DeclineOffer {
  'conversationId'?: (string);
  'reservationId'?: (string);
}

export interface DeclineOffer__Output {
  'conversationId': (string);
  'reservationId': (string);
}
