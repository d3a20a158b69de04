// Original file: proto/onethread/settings/v1/settings.proto


export interface ChannelCost {
  'channel'?: (string);
  'weight'?: (number);
  'interruptible'?: (boolean);
}

export interface ChannelCost__Output {
  'channel': (string);
  'weight': (number);
  'interruptible': (boolean);
}
