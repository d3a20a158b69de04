// Original file: proto/onethread/admin/v1/admin.proto


export interface InviteAgentRequest {
  'agentId'?: (string);
}

export interface InviteAgentRequest__Output {
  'agentId': (string);
}
