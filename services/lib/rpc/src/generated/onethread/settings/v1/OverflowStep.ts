// Original file: proto/onethread/settings/v1/settings.proto


export interface OverflowStep {
  'afterSeconds'?: (number);
  'queue'?: (string);
}

export interface OverflowStep__Output {
  'afterSeconds': (number);
  'queue': (string);
}
