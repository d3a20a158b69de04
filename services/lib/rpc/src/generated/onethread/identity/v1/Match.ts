// Original file: proto/onethread/identity/v1/identity.proto

import type { Identity as _onethread_shared_v1_Identity, Identity__Output as _onethread_shared_v1_Identity__Output } from '../../../onethread/shared/v1/Identity.ts';
import type { Long } from '@grpc/proto-loader';

export interface _onethread_identity_v1_Match_Reason {
  'code'?: (string);
  'text'?: (string);
}

export interface _onethread_identity_v1_Match_Reason__Output {
  'code': (string);
  'text': (string);
}

export interface Match {
  'matchId'?: (string);
  'customerId'?: (string);
  'otherCustomerId'?: (string);
  'name'?: (string);
  'otherName'?: (string);
  'otherIdentities'?: (_onethread_shared_v1_Identity)[];
  'reasons'?: (_onethread_identity_v1_Match_Reason)[];
  'raisedAtMs'?: (number | string | Long);
}

export interface Match__Output {
  'matchId': (string);
  'customerId': (string);
  'otherCustomerId': (string);
  'name': (string);
  'otherName': (string);
  'otherIdentities': (_onethread_shared_v1_Identity__Output)[];
  'reasons': (_onethread_identity_v1_Match_Reason__Output)[];
  'raisedAtMs': (number);
}
