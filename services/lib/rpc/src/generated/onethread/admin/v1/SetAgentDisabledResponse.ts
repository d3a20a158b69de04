// Original file: proto/onethread/admin/v1/admin.proto


export interface SetAgentDisabledResponse {
}

export interface SetAgentDisabledResponse__Output {
}
