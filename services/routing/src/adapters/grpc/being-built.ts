import { status, type sendUnaryData } from '@grpc/grpc-js';

const REFUSAL = { code: status.UNIMPLEMENTED, details: 'not built yet' };

/** Refuses a method that this build does not have, as gRPC itself does for one that it does not know. */
export function unaryBeingBuilt<Response>(_call: unknown, callback: sendUnaryData<Response>): void {
  callback(REFUSAL);
}

/** The same for a method that answers with a stream. */
export function streamBeingBuilt(call: { emit(event: 'error', error: object): boolean }): void {
  call.emit('error', REFUSAL);
}
