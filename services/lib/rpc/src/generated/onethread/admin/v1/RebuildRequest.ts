// Original file: proto/onethread/admin/v1/admin.proto


export interface RebuildRequest {
  'repair'?: (boolean);
}

export interface RebuildRequest__Output {
  'repair': (boolean);
}
