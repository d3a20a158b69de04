import { Metadata, status, type ServiceError, type StatusObject } from '@grpc/grpc-js';

/**
 * What may go wrong between services, closed. `result.code` of the agents' stream uses the same words.
 * `taken` = somebody was faster; `exhausted` = a limit of rate, size or buffer;
 * `refused` = it would be wrong as a whole, and the words say why; `blocked` = the person may not be written to there.
 */
export const RPC_ERROR_CODES = [
  'invalid',
  'unauthenticated',
  'forbidden',
  'not-found',
  'conflict',
  'taken',
  'expired',
  'at-capacity',
  'refused',
  'blocked',
  'exhausted',
  'unavailable',
  'deadline',
  'cancelled',
  'unimplemented',
  'internal',
] as const;
export type RpcErrorCode = (typeof RPC_ERROR_CODES)[number];

/** Total: a new code does not compile until its status is decided. */
export const GRPC_STATUS_OF: Readonly<Record<RpcErrorCode, status>> = {
  invalid: status.INVALID_ARGUMENT,
  unauthenticated: status.UNAUTHENTICATED,
  forbidden: status.PERMISSION_DENIED,
  'not-found': status.NOT_FOUND,
  conflict: status.ABORTED,
  taken: status.ALREADY_EXISTS,
  expired: status.FAILED_PRECONDITION,
  'at-capacity': status.FAILED_PRECONDITION,
  refused: status.FAILED_PRECONDITION,
  blocked: status.FAILED_PRECONDITION,
  exhausted: status.RESOURCE_EXHAUSTED,
  unavailable: status.UNAVAILABLE,
  deadline: status.DEADLINE_EXCEEDED,
  cancelled: status.CANCELLED,
  unimplemented: status.UNIMPLEMENTED,
  internal: status.INTERNAL,
};

/** May the same call succeed later without being changed? */
const RETRYABLE: ReadonlySet<RpcErrorCode> = new Set(['conflict', 'exhausted', 'unavailable', 'deadline']);

/** Which code a bare status means, where a foreign server or the transport gave no code of ours. */
const CODE_OF_STATUS: ReadonlyMap<number, RpcErrorCode> = new Map(
  RPC_ERROR_CODES.filter((code) => !['at-capacity', 'refused', 'blocked'].includes(code)).map((code) => [
    GRPC_STATUS_OF[code],
    code,
  ]),
);

/** Trailer that carries the exact code where two share a status. */
const CODE_TRAILER = 'onethread-code';

/** Thrown by clients of this package for every failed call, and by servers to say which status a call ends with. */
export class RpcError extends Error {
  readonly code: RpcErrorCode;
  readonly retryable: boolean;
  constructor(code: RpcErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'RpcError';
    this.code = code;
    this.retryable = RETRYABLE.has(code);
  }
}

/** The status with which a call ends. Anything but an `RpcError` is `internal` and tells the caller nothing of the inside. */
export function toGrpcStatus(error: unknown): Pick<StatusObject, 'code' | 'details'> & { metadata: Metadata } {
  const { code, message } = error instanceof RpcError ? error : new RpcError('internal', 'internal error');
  const metadata = new Metadata();
  metadata.set(CODE_TRAILER, code);
  return { code: GRPC_STATUS_OF[code], details: message, metadata };
}

/** What a call's failure means to a client; passes an `RpcError` through. */
export function fromGrpcError(error: unknown): RpcError {
  if (error instanceof RpcError) return error;
  const { code, details, metadata } = error as Partial<ServiceError>;
  const told = metadata?.get(CODE_TRAILER)[0];
  const known = RPC_ERROR_CODES.find((candidate) => candidate === told);
  const meant = known ?? (code === undefined ? 'internal' : (CODE_OF_STATUS.get(code) ?? 'internal'));
  return new RpcError(meant, details ?? (error instanceof Error ? error.message : 'call failed'), { cause: error });
}
