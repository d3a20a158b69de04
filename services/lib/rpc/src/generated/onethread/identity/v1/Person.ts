// Original file: proto/onethread/identity/v1/identity.proto

import type { Identity as _onethread_shared_v1_Identity, Identity__Output as _onethread_shared_v1_Identity__Output } from '../../../onethread/shared/v1/Identity.ts';
import type { Link as _onethread_identity_v1_Link, Link__Output as _onethread_identity_v1_Link__Output } from '../../../onethread/identity/v1/Link.ts';
import type { ProfileValue as _onethread_identity_v1_ProfileValue, ProfileValue__Output as _onethread_identity_v1_ProfileValue__Output } from '../../../onethread/identity/v1/ProfileValue.ts';
import type { Match as _onethread_identity_v1_Match, Match__Output as _onethread_identity_v1_Match__Output } from '../../../onethread/identity/v1/Match.ts';
import type { AuditEntry as _onethread_identity_v1_AuditEntry, AuditEntry__Output as _onethread_identity_v1_AuditEntry__Output } from '../../../onethread/identity/v1/AuditEntry.ts';
import type { PersonContext as _onethread_identity_v1_PersonContext, PersonContext__Output as _onethread_identity_v1_PersonContext__Output } from '../../../onethread/identity/v1/PersonContext.ts';

export interface Person {
  'customerId'?: (string);
  'identities'?: (_onethread_shared_v1_Identity)[];
  'links'?: (_onethread_identity_v1_Link)[];
  'profile'?: (_onethread_identity_v1_ProfileValue)[];
  'matches'?: (_onethread_identity_v1_Match)[];
  'audit'?: (_onethread_identity_v1_AuditEntry)[];
  'contexts'?: (_onethread_identity_v1_PersonContext)[];
}

export interface Person__Output {
  'customerId': (string);
  'identities': (_onethread_shared_v1_Identity__Output)[];
  'links': (_onethread_identity_v1_Link__Output)[];
  'profile': (_onethread_identity_v1_ProfileValue__Output)[];
  'matches': (_onethread_identity_v1_Match__Output)[];
  'audit': (_onethread_identity_v1_AuditEntry__Output)[];
  'contexts': (_onethread_identity_v1_PersonContext__Output)[];
}
