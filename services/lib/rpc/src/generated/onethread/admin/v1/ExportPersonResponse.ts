// Original file: proto/onethread/admin/v1/admin.proto


export interface ExportPersonResponse {
  'file'?: (string);
  'bytes'?: (Buffer | Uint8Array | string);
  'part'?: "file"|"bytes";
}

export interface ExportPersonResponse__Output {
  'file'?: (string);
  'bytes'?: (Buffer);
  'part'?: "file"|"bytes";
}
