// Original file: proto/onethread/identity/v1/identity.proto

import type { Long } from '@grpc/proto-loader';

export interface _onethread_identity_v1_PersonContext_Step {
  'event'?: (string);
  'atMs'?: (number | string | Long);
  'properties'?: ({[key: string]: string});
}

export interface _onethread_identity_v1_PersonContext_Step__Output {
  'event': (string);
  'atMs': (number);
  'properties': ({[key: string]: string});
}

export interface PersonContext {
  'identityId'?: (string);
  'atMs'?: (number | string | Long);
  'pageUrl'?: (string);
  'pageTitle'?: (string);
  'browser'?: (string);
  'os'?: (string);
  'screen'?: (string);
  'language'?: (string);
  'timeZone'?: (string);
  'appVersion'?: (string);
  'trail'?: (_onethread_identity_v1_PersonContext_Step)[];
  'fields'?: ({[key: string]: string});
}

export interface PersonContext__Output {
  'identityId': (string);
  'atMs': (number);
  'pageUrl': (string);
  'pageTitle': (string);
  'browser': (string);
  'os': (string);
  'screen': (string);
  'language': (string);
  'timeZone': (string);
  'appVersion': (string);
  'trail': (_onethread_identity_v1_PersonContext_Step__Output)[];
  'fields': ({[key: string]: string});
}
