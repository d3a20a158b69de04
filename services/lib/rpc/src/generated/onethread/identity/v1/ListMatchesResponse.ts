// Original file: proto/onethread/identity/v1/identity.proto

import type { Match as _onethread_identity_v1_Match, Match__Output as _onethread_identity_v1_Match__Output } from '../../../onethread/identity/v1/Match.ts';

export interface ListMatchesResponse {
  'matches'?: (_onethread_identity_v1_Match)[];
  'nextPageToken'?: (string);
}

export interface ListMatchesResponse__Output {
  'matches': (_onethread_identity_v1_Match__Output)[];
  'nextPageToken': (string);
}
