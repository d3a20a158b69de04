// Original file: proto/onethread/routing/v1/routing.proto


export interface AcceptOffer {
  'conversationId'?: (string);
  'reservationId'?: (string);
}

export interface AcceptOffer__Output {
  'conversationId': (string);
  'reservationId': (string);
}
