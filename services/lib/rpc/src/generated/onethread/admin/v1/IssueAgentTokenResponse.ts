// Original file: proto/onethread/admin/v1/admin.proto


export interface IssueAgentTokenResponse {
  'token'?: (string);
}

export interface IssueAgentTokenResponse__Output {
  'token': (string);
}
