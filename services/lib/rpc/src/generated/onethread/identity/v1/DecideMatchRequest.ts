// Original file: proto/onethread/identity/v1/identity.proto


export interface DecideMatchRequest {
  'matchId'?: (string);
  'accept'?: (boolean);
  'note'?: (string);
}

export interface DecideMatchRequest__Output {
  'matchId': (string);
  'accept': (boolean);
  'note': (string);
}
