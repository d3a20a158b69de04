// Original file: proto/onethread/settings/v1/settings.proto


export interface ChannelLimit {
  'channel'?: (string);
  'capacity'?: (number);
}

export interface ChannelLimit__Output {
  'channel': (string);
  'capacity': (number);
}
