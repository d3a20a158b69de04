// Original file: proto/onethread/admin/v1/admin.proto


export interface PutAgentRequest {
  'agentId'?: (string);
  'name'?: (string);
  'email'?: (string);
  'role'?: (string);
  'capacity'?: (number);
}

export interface PutAgentRequest__Output {
  'agentId': (string);
  'name': (string);
  'email': (string);
  'role': (string);
  'capacity': (number);
}
