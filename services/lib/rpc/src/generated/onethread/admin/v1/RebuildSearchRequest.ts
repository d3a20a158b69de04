// Original file: proto/onethread/admin/v1/admin.proto


export interface RebuildSearchRequest {
}

export interface RebuildSearchRequest__Output {
}
