// Original file: proto/onethread/identity/v1/identity.proto

import type { Identity as _onethread_shared_v1_Identity, Identity__Output as _onethread_shared_v1_Identity__Output } from '../../../onethread/shared/v1/Identity.ts';

export interface _onethread_identity_v1_FindPeopleResponse_Found {
  'customerId'?: (string);
  'name'?: (string);
  'identities'?: (_onethread_shared_v1_Identity)[];
}

export interface _onethread_identity_v1_FindPeopleResponse_Found__Output {
  'customerId': (string);
  'name': (string);
  'identities': (_onethread_shared_v1_Identity__Output)[];
}

export interface FindPeopleResponse {
  'people'?: (_onethread_identity_v1_FindPeopleResponse_Found)[];
}

export interface FindPeopleResponse__Output {
  'people': (_onethread_identity_v1_FindPeopleResponse_Found__Output)[];
}
