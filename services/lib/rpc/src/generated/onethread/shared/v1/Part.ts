// Original file: proto/onethread/shared/v1/content.proto

import type { Long } from '@grpc/proto-loader';

export interface _onethread_shared_v1_Part_Card {
  'title'?: (string);
  'url'?: (string);
}

export interface _onethread_shared_v1_Part_Card__Output {
  'title': (string);
  'url': (string);
}

export interface _onethread_shared_v1_Part_Choice {
  'title'?: (string);
  'payload'?: (string);
}

export interface _onethread_shared_v1_Part_Choice__Output {
  'title': (string);
  'payload': (string);
}

export interface _onethread_shared_v1_Part_File {
  'kind'?: (string);
  'blobId'?: (string);
  'name'?: (string);
  'contentType'?: (string);
  'sizeBytes'?: (number | string | Long);
}

export interface _onethread_shared_v1_Part_File__Output {
  'kind': (string);
  'blobId': (string);
  'name': (string);
  'contentType': (string);
  'sizeBytes': (number);
}

export interface _onethread_shared_v1_Part_Location {
  'latitude'?: (number | string);
  'longitude'?: (number | string);
  'title'?: (string);
}

export interface _onethread_shared_v1_Part_Location__Output {
  'latitude': (number);
  'longitude': (number);
  'title': (string);
}

export interface _onethread_shared_v1_Part_MissingFile {
  'name'?: (string);
  'reason'?: (string);
}

export interface _onethread_shared_v1_Part_MissingFile__Output {
  'name': (string);
  'reason': (string);
}

export interface _onethread_shared_v1_Part_Text {
  'text'?: (string);
  'html'?: (string);
}

export interface _onethread_shared_v1_Part_Text__Output {
  'text': (string);
  'html': (string);
}

export interface _onethread_shared_v1_Part_Unsupported {
  'providerKind'?: (string);
}

export interface _onethread_shared_v1_Part_Unsupported__Output {
  'providerKind': (string);
}

export interface Part {
  'text'?: (_onethread_shared_v1_Part_Text | null);
  'file'?: (_onethread_shared_v1_Part_File | null);
  'location'?: (_onethread_shared_v1_Part_Location | null);
  'card'?: (_onethread_shared_v1_Part_Card | null);
  'choice'?: (_onethread_shared_v1_Part_Choice | null);
  'missingFile'?: (_onethread_shared_v1_Part_MissingFile | null);
  'unsupported'?: (_onethread_shared_v1_Part_Unsupported | null);
  'content'?: "text"|"file"|"location"|"card"|"choice"|"missingFile"|"unsupported";
}

export interface Part__Output {
  'text'?: (_onethread_shared_v1_Part_Text__Output | null);
  'file'?: (_onethread_shared_v1_Part_File__Output | null);
  'location'?: (_onethread_shared_v1_Part_Location__Output | null);
  'card'?: (_onethread_shared_v1_Part_Card__Output | null);
  'choice'?: (_onethread_shared_v1_Part_Choice__Output | null);
  'missingFile'?: (_onethread_shared_v1_Part_MissingFile__Output | null);
  'unsupported'?: (_onethread_shared_v1_Part_Unsupported__Output | null);
  'content'?: "text"|"file"|"location"|"card"|"choice"|"missingFile"|"unsupported";
}
