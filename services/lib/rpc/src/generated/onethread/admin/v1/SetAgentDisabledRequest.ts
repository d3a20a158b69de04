// Original file: proto/onethread/admin/v1/admin.proto


export interface SetAgentDisabledRequest {
  'agentId'?: (string);
  'disabled'?: (boolean);
}

export interface SetAgentDisabledRequest__Output {
  'agentId': (string);
  'disabled': (boolean);
}
