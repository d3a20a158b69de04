// Original file: proto/onethread/admin/v1/admin.proto


export interface _onethread_admin_v1_ImportLinksRequest_Address {
  'channel'?: (string);
  'account'?: (string);
  'externalId'?: (string);
}

export interface _onethread_admin_v1_ImportLinksRequest_Address__Output {
  'channel': (string);
  'account': (string);
  'externalId': (string);
}

export interface _onethread_admin_v1_ImportLinksRequest_Record {
  'a'?: (_onethread_admin_v1_ImportLinksRequest_Address | null);
  'b'?: (_onethread_admin_v1_ImportLinksRequest_Address | null);
  'proved'?: (boolean);
}

export interface _onethread_admin_v1_ImportLinksRequest_Record__Output {
  'a': (_onethread_admin_v1_ImportLinksRequest_Address__Output | null);
  'b': (_onethread_admin_v1_ImportLinksRequest_Address__Output | null);
  'proved': (boolean);
}

export interface ImportLinksRequest {
  'records'?: (_onethread_admin_v1_ImportLinksRequest_Record)[];
}

export interface ImportLinksRequest__Output {
  'records': (_onethread_admin_v1_ImportLinksRequest_Record__Output)[];
}
