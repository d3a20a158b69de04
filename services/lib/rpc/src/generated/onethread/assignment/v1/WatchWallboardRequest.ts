// Original file: proto/onethread/assignment/v1/assignment.proto


export interface WatchWallboardRequest {
  'teamIds'?: (string)[];
}

export interface WatchWallboardRequest__Output {
  'teamIds': (string)[];
}
