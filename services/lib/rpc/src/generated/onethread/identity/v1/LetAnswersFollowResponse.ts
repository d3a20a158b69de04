// Original file: proto/onethread/identity/v1/identity.proto


export interface LetAnswersFollowResponse {
}

export interface LetAnswersFollowResponse__Output {
}
