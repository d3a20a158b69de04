// Original file: proto/onethread/settings/v1/settings.proto

import type { Long } from '@grpc/proto-loader';

export interface GetSettingsRequest {
  'version'?: (number | string | Long);
}

export interface GetSettingsRequest__Output {
  'version': (number);
}
