// Original file: proto/onethread/settings/v1/settings.proto


export interface Targets {
  'firstResponseMinutes'?: (number);
  'nextResponseMinutes'?: (number);
  'resolutionMinutes'?: (number);
  'warnMinutes'?: (number);
}

export interface Targets__Output {
  'firstResponseMinutes': (number);
  'nextResponseMinutes': (number);
  'resolutionMinutes': (number);
  'warnMinutes': (number);
}
