// Original file: proto/onethread/admin/v1/admin.proto


export interface ExportPersonRequest {
  'customerId'?: (string);
}

export interface ExportPersonRequest__Output {
  'customerId': (string);
}
