// Original file: proto/onethread/settings/v1/settings.proto

import type { Change as _onethread_settings_v1_Change, Change__Output as _onethread_settings_v1_Change__Output } from '../../../onethread/settings/v1/Change.ts';
import type { Long } from '@grpc/proto-loader';

export interface _onethread_settings_v1_ListChangesResponse_Entry {
  'atMs'?: (number | string | Long);
  'by'?: (string);
  'note'?: (string);
  'version'?: (number | string | Long);
  'changes'?: (_onethread_settings_v1_Change)[];
}

export interface _onethread_settings_v1_ListChangesResponse_Entry__Output {
  'atMs': (number);
  'by': (string);
  'note': (string);
  'version': (number);
  'changes': (_onethread_settings_v1_Change__Output)[];
}

export interface ListChangesResponse {
  'entries'?: (_onethread_settings_v1_ListChangesResponse_Entry)[];
  'nextPageToken'?: (string);
}

export interface ListChangesResponse__Output {
  'entries': (_onethread_settings_v1_ListChangesResponse_Entry__Output)[];
  'nextPageToken': (string);
}
