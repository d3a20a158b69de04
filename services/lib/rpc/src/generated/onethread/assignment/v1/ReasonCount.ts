// Original file: proto/onethread/assignment/v1/assignment.proto


export interface ReasonCount {
  'reason'?: (string);
  'agents'?: (number);
  'words'?: (string);
}

export interface ReasonCount__Output {
  'reason': (string);
  'agents': (number);
  'words': (string);
}
