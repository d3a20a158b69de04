// Original file: proto/onethread/admin/v1/admin.proto


export interface _onethread_admin_v1_ImportLinksResponse_Outcome {
  'code'?: (string);
  'explanation'?: (string);
}

export interface _onethread_admin_v1_ImportLinksResponse_Outcome__Output {
  'code': (string);
  'explanation': (string);
}

export interface ImportLinksResponse {
  'outcomes'?: (_onethread_admin_v1_ImportLinksResponse_Outcome)[];
}

export interface ImportLinksResponse__Output {
  'outcomes': (_onethread_admin_v1_ImportLinksResponse_Outcome__Output)[];
}
