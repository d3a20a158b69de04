// Original file: proto/onethread/assignment/v1/assignment.proto


export interface RecordingChunk {
  'lines'?: (string);
}

export interface RecordingChunk__Output {
  'lines': (string);
}
