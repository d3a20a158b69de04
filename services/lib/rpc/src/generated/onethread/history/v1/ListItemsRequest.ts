// Original file: proto/onethread/history/v1/history.proto


export interface ListItemsRequest {
  'customerId'?: (string);
  'pageToken'?: (string);
  'pageSize'?: (number);
  'newer'?: (boolean);
}

export interface ListItemsRequest__Output {
  'customerId': (string);
  'pageToken': (string);
  'pageSize': (number);
  'newer': (boolean);
}
