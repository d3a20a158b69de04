// Original file: proto/onethread/assignment/v1/assignment.proto


export interface WhyNot {
  'agentId'?: (string);
  'agentName'?: (string);
  'reasons'?: (string)[];
  'words'?: (string)[];
}

export interface WhyNot__Output {
  'agentId': (string);
  'agentName': (string);
  'reasons': (string)[];
  'words': (string)[];
}
