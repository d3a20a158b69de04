// Original file: proto/onethread/routing/v1/routing.proto


export interface Pong {
}

export interface Pong__Output {
}
